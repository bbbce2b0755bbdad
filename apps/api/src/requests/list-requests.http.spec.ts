import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRequest, listRequests, withdrawRequest } from '@countersign/contracts/requests';
import { expectRefusal, holdsItsContract, holdsPages, openHttpWorld, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
let colleague: Person;
beforeAll(async () => {
  world = await openHttpWorld();
  const { company } = world;
  colleague = await company.join('Colleague', ['requester']);
  for (let index = 0; index < 4; index += 1) await company.submit();
  await company.submit({ title: 'Of a colleague', amount: { amount: '9000.00', currency: 'EUR' } }, colleague);
  const ended = await company.submit();
  await company.requester.call(withdrawRequest, { params: { requestId: ended.id }, body: {} });
  const reached = await company.submit();
  await company.decide(company.budgetOwner, reached.id, 'approve');
});
afterAll(() => world.close());

const ready = () => ({ by: world.company.auditor, input: { query: {} } });
holdsItsContract({ operation: listRequests, world: () => world, ready });
holdsPages({ operation: listRequests, world: () => world, ready });

describe('200', () => {
  it('lists to each person exactly what they may open one by one: the list and the ability agree (row:F2 row:F1)', async () => {
    const { company, foreigner } = world;
    const all = (await company.auditor.call(listRequests, { query: { limit: '100' } })).items.map(({ id }) => id);
    expect(all).toHaveLength(7);
    const people = { admin: 7, auditor: 7, requester: 6, budgetOwner: 7, finance: 1 } as const;
    const asked: [Person, number][] = [...Object.entries(people).map(([name, count]): [Person, number] => [company[name as keyof typeof people], count]), [colleague, 1], [foreigner, 0]];
    for (const [by, count] of asked) {
      const listed = (await by.call(listRequests, { query: { limit: '100' } })).items.map(({ id }) => id);
      const opened = [];
      for (const requestId of all) if (await by.call(getRequest, { params: { requestId } }).then(() => true, () => false)) opened.push(requestId);
      expect([by.email, listed]).toEqual([by.email, opened]);
      expect(listed).toHaveLength(count);
    }
  });

  it('filters by status and by requester (row:J1)', async () => {
    const { items } = await world.company.auditor.call(listRequests, { query: { status: 'withdrawn' } });
    expect(items.map(({ status }) => status)).toEqual(['withdrawn']);
    expect((await colleague.call(listRequests, { query: { requester: 'me' } })).items.map(({ title }) => title)).toEqual(['Of a colleague']);
    expect((await world.company.finance.call(listRequests, { query: { requester: 'me' } })).items).toEqual([]);
  });
});

describe('422', () => {
  it("refuses a status that does not exist, and somebody else's name as requester (row:F6)", async () => {
    await expectRefusal(world, listRequests, { query: { status: 'lost' } }, { by: world.company.auditor }, 'invalid_input');
    await expectRefusal(world, listRequests, { query: { requester: 'you' } }, { by: world.company.auditor }, 'invalid_input');
  });
});
