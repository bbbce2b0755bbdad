import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addRequestTypeVersion, createRequestType, listRequestTypes } from '@countersign/contracts/request-types';
import { holdsItsContract, holdsPages, openHttpWorld, purchaseForm, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
const fields = () => ({ form: purchaseForm, titleField: 'title', workflowId: world.company.workflowId });
beforeAll(async () => {
  world = await openHttpWorld();
  await world.company.admin.call(createRequestType, { body: { name: 'Travel', ...fields() } });
});
afterAll(() => world.close());

const ready = () => ({ by: world.company.requester, input: { query: {} } });
holdsItsContract({ operation: listRequestTypes, world: () => world, ready });
holdsPages({ operation: listRequestTypes, world: () => world, ready });

describe('200', () => {
  it('lists each type with its latest version only (row:B2)', async () => {
    const before = await world.company.requester.call(listRequestTypes, { query: {} });
    const travel = before.items.find(({ name }) => name === 'Travel');
    await world.company.admin.call(addRequestTypeVersion, { params: { requestTypeId: travel?.id ?? '' }, body: fields() });
    const after = await world.company.requester.call(listRequestTypes, { query: {} });
    expect(after.items.map(({ name, latestVersion }) => [name, latestVersion.version])).toEqual([['Purchase order', 1], ['Travel', 2]]);
  });
});
