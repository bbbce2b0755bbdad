import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withdrawRequest } from '@countersign/contracts/requests';
import { listTasks } from '@countersign/contracts/tasks';
import { addFlow, approvalBy, expectRefusal, holdsItsContract, holdsPages, openHttpWorld, payEffect, pointersOf, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
  for (let index = 0; index < 3; index += 1) await world.company.submit({ title: `Waits ${index}`, amount: { amount: '12400.00', currency: 'EUR' } });
});
afterAll(() => world.close());

const ready = () => ({ by: world.company.budgetOwner, input: { query: { assignee: 'me' } } });
holdsItsContract({ operation: listTasks, world: () => world, ready });
holdsPages({ operation: listTasks, world: () => world, ready });

const waiting = async (by: Person) => (await by.call(listTasks, { query: { assignee: 'me', limit: '100' } })).items;

describe('200', () => {
  it('lists what waits for this person, oldest first, and nothing that waits for others (row:J1 row:A1)', async () => {
    const { company } = world;
    expect((await waiting(company.budgetOwner)).slice(0, 3).map(({ title, stepName, status }) => [title, stepName, status])).toEqual([0, 1, 2].map((index) => [`Waits ${index}`, 'Budget owner', 'open']));
    expect([await waiting(company.finance), await waiting(world.foreigner)]).toEqual([[], []]);
  });

  it('forgets a task at once when this person has decided it, somebody else closed it, or the request was withdrawn (row:A3)', async () => {
    const { company } = world;
    const second = await company.join('Second owner', ['Budget owner']);
    const flow = await addFlow(company, 'Committee', [approvalBy(company, 'Budget owner', { quorum: 2 }), payEffect(company)]);
    const lists = async (id: string) => [(await waiting(company.budgetOwner)).some(({ requestId }) => requestId === id), (await waiting(second)).some(({ requestId }) => requestId === id)];
    const both = await flow.submit();
    expect(await lists(both.id)).toEqual([true, true]);
    await company.decide(company.budgetOwner, both.id, 'approve');
    expect(await lists(both.id)).toEqual([false, true]);
    const single = await company.submit();
    await company.decide(second, single.id, 'approve');
    expect(await lists(single.id)).toEqual([false, false]);
    await company.requester.call(withdrawRequest, { params: { requestId: both.id }, body: {} });
    expect(await lists(both.id)).toEqual([false, false]);
  });
});

describe('422', () => {
  it("lists nobody else's tasks (row:F2)", async () => {
    for (const query of [{}, { assignee: 'everybody' }]) expect(pointersOf(await expectRefusal(world, listTasks, { query }, { by: world.company.budgetOwner }, 'invalid_input'))).toEqual(['/query/assignee']);
  });
});
