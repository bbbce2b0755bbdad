import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showSubmit } from '@countersign/contracts/screens';
import { expectRefusal, holdsItsContract, openHttpWorld, purchaseForm, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

holdsItsContract({ operation: showSubmit, world: () => world, ready: () => ({ by: world.company.requester, input: { query: { requestTypeId: world.company.requestTypeId } } }) });

describe('200', () => {
  it('draws the form that will be checked, and the chain of approvers before anything is submitted (row:A8 row:J1)', async () => {
    const { requester, requestTypeId } = world.company;
    const { data } = await requester.call(showSubmit, { query: { requestTypeId } });
    expect(data.choices).toMatchObject([{ id: requestTypeId, name: 'Purchase order', ready: true }]);
    expect(data.selected?.form).toEqual(purchaseForm);
    expect(data.selected?.route.map(({ name }) => name)).toEqual(['Budget owner', 'Finance', 'Pay']);
    expect((await world.foreigner.call(showSubmit, { query: {} })).data).toEqual({ choices: [], related: null, selected: null });
  });
});

describe('about another request', () => {
  it('names the request that the new one will be about, where this person may see it, and nothing else does (row:J1 row:F1)', async () => {
    const { company } = world;
    const permit = await company.submit({ title: 'Permit', amount: { amount: '1.00', currency: 'EUR' } });
    const { data } = await company.requester.call(showSubmit, { query: { relatedRequestId: permit.id } });
    expect(data.related).toEqual({ id: permit.id, number: permit.number, title: 'Permit' });
    const colleague = await company.join('Colleague', ['requester']);
    const texts = new Set<string>();
    for (const id of [permit.id, crypto.randomUUID()]) texts.add((await expectRefusal(world, showSubmit, { query: { relatedRequestId: id } }, { by: colleague }, 'not_found')).text);
    expect(texts.size).toBe(1);
  });
});

describe('404', () => {
  it('knows no request type of another company (row:F1)', async () => {
    await expectRefusal(world, showSubmit, { query: { requestTypeId: world.company.requestTypeId } }, { by: world.foreigner }, 'not_found');
    await expectRefusal(world, showSubmit, { query: { requestTypeId: crypto.randomUUID() } }, { by: world.company.requester }, 'not_found');
  });
});
