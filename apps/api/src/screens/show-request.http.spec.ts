import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRequest, reviseRequest } from '@countersign/contracts/requests';
import { showRequest } from '@countersign/contracts/screens';
import { expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let requestId: string;
beforeAll(async () => {
  world = await openHttpWorld();
  requestId = (await world.company.submit()).id;
});
afterAll(() => world.close());

holdsItsContract({ operation: showRequest, world: () => world, ready: () => ({ by: world.company.budgetOwner, input: { query: { requestId } } }) });

describe('200', () => {
  it('draws the same request as the public API gives, with a decision block for those who are asked only (row:J1 row:A7)', async () => {
    const { budgetOwner, auditor, requester } = world.company;
    const view = await auditor.call(getRequest, { params: { requestId } });
    for (const [by, asked] of [[budgetOwner, true], [auditor, false], [requester, false]] as const) {
      const { data } = await by.call(showRequest, { query: { requestId } });
      expect(data.request).toEqual(view);
      expect(data.decision?.choices.map(({ verdict }) => verdict) ?? null).toEqual(asked ? ['approve', 'reject', 'request_changes'] : null);
    }
  });

  it('offers the requester what the server would allow, and says why not otherwise (row:F2)', async () => {
    const { requester, auditor } = world.company;
    const offered = async (by: typeof auditor) => (await by.call(showRequest, { query: { requestId } })).data.actions.filter(({ allowed }) => allowed).map(({ id }) => id);
    expect([await offered(requester), await offered(auditor)]).toEqual([['revise', 'withdraw', 'note', 'submit_related'], ['note']]);
  });

  it('shows field by field what has changed since this person signed (row:A4)', async () => {
    const { company } = world;
    const { id } = await company.submit();
    await company.decide(company.budgetOwner, id, 'approve');
    await company.requester.call(reviseRequest, { params: { requestId: id }, body: { content: { title: 'Stage lighting', amount: { amount: '12400.01', currency: 'EUR' } } } });
    const { data } = await company.budgetOwner.call(showRequest, { query: { requestId: id } });
    expect(data.facts.filter(({ before }) => before !== null).map(({ field, changedInRevision, material }) => [field, changedInRevision, material])).toEqual([['amount', 2, true]]);
  });
});

describe('404', () => {
  it('looks absent where it is of another company, not there, or not to be read (row:F1 row:F2)', async () => {
    const colleague = await world.company.join('Colleague', ['requester']);
    const texts = new Set<string>();
    for (const [by, id] of [[world.foreigner, requestId], [colleague, requestId], [colleague, crypto.randomUUID()]] as const) texts.add((await expectRefusal(world, showRequest, { query: { requestId: id } }, { by }, 'not_found')).text);
    expect(texts.size).toBe(1);
  });
});

describe('422', () => {
  it('needs to be told which (row:F6)', async () => {
    for (const query of [{}, { requestId: '1' }]) await expectRefusal(world, showRequest, { query }, { by: world.company.auditor }, 'invalid_input');
  });
});
