import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addRequestTypeVersion, listRecordChoices } from '@countersign/contracts/request-types';
import { addRecordSet, addVendorType, expectRefusal, holdsItsContract, keepVendors, openHttpWorld, purchaseForm, type HttpWorld, type VendorType } from '@countersign/testing';

let world: HttpWorld;
let type: VendorType;
beforeAll(async () => {
  world = await openHttpWorld();
  type = await addVendorType(world.company);
  await keepVendors(world.api.database, type.recordSetId, [{ id: 'a1', title: 'Atelier Fenn' }, { id: 'b2', title: 'Nordwind' }, { id: 'c3', state: 'gone' }, { id: 'd4', state: 'quarantined' }, { id: 'e5', title: 'Nordwind GmbH', twinOf: 'b2' }, { id: 'f6', title: 'Nordstern' }]);
}, 120_000);
afterAll(() => world.close());

const inputOf = (query: object = {}) => ({ params: { requestTypeId: type.requestTypeId }, query: { recordSetId: type.recordSetId, ...query } });
holdsItsContract({ operation: listRecordChoices, world: () => world, ready: () => ({ by: world.company.requester, input: inputOf() }) });
const idsOf = async (query: object) => (await world.company.requester.call(listRecordChoices, inputOf(query))).items.map(({ outsideId }) => outsideId);

describe('200', () => {
  it('offers whoever may submit those that are current and count, by title, natural key or id in whatever capitals, page by page (row:D5)', async () => {
    expect([await idsOf({}), await idsOf({ search: 'NORD' }), await idsOf({ search: 'f6' }), await idsOf({ search: 'dea1' }), await idsOf({ outsideId: 'b2' }), await idsOf({ outsideId: 'c3' }), await idsOf({ search: '%' })]).toEqual([['a1', 'b2', 'f6'], ['b2', 'f6'], ['f6'], ['a1'], ['b2'], [], []]);
    const { items, nextCursor } = await world.company.requester.call(listRecordChoices, inputOf({ limit: '2' }));
    expect([items.length, await idsOf({ limit: '2', cursor: nextCursor ?? '' })]).toEqual([2, ['f6']]);
  });

  it('tells no more of a record than what it is called and its id (row:D5 row:F2)', async () => {
    expect((await world.company.requester.call(listRecordChoices, inputOf({ outsideId: 'a1' }))).items).toEqual([{ outsideId: 'a1', title: 'Atelier Fenn' }]);
  });

  it('goes on offering what an earlier version of the form names: requests of that version can still be revised (row:D5)', async () => {
    const old = await addVendorType(world.company, { recordSetId: type.recordSetId });
    await world.company.admin.call(addRequestTypeVersion, { params: { requestTypeId: old.requestTypeId }, body: { form: purchaseForm, titleField: 'title', amountField: 'amount', workflowId: world.company.workflowId } });
    expect((await world.company.requester.call(listRecordChoices, { params: { requestTypeId: old.requestTypeId }, query: { recordSetId: type.recordSetId } })).items).toHaveLength(3);
  });
});

describe('403', () => {
  it('offers nothing to who may not submit (row:F2)', async () => {
    await expectRefusal(world, listRecordChoices, inputOf(), { by: world.company.auditor }, 'permission_denied');
  });
});

describe('404', () => {
  it('shows no set that the form does not name, and none of another company (row:F1)', async () => {
    const unnamed = await addRecordSet(world.company);
    await keepVendors(world.api.database, unnamed.id, [{ id: 'secret' }]);
    await expectRefusal(world, listRecordChoices, inputOf({ recordSetId: unnamed.id }), { by: world.company.requester }, 'not_found');
    const theirs = await addRecordSet({ admin: world.foreigner });
    for (const recordSetId of [theirs.id, type.recordSetId]) await expectRefusal(world, listRecordChoices, inputOf({ recordSetId }), { by: world.foreigner }, 'not_found');
    await expectRefusal(world, listRecordChoices, inputOf({ recordSetId: theirs.id }), { by: world.company.requester }, 'not_found');
  });
});
