import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listKeptRecords } from '@countersign/contracts/record-sets';
import { addRecordSet, expectRefusal, holdsItsContract, leaveReading, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let recordSetId: string;
beforeAll(async () => {
  world = await openHttpWorld();
  recordSetId = (await addRecordSet(world.company)).id;
  await leaveReading(world.api.database, recordSetId);
  await world.api.database.look(`insert into app.kept_records (tenant_id, record_set_id, outside_id, version, version_rank, state, state_rank, digest, title, natural_key, fields, seen_at, changed_at)
    select tenant_id, record_set_id, 'w' || n, '2', 2, case when n = 3 then 'gone' else 'current' end, case when n = 3 then 2 else 0 end, repeat('1', 64), 'Works ' || n, 'DE' || n, '{"IBAN":"DE00"}', now(), now() from app.kept_records, generate_series(1, 3) n where record_set_id = $1`, [recordSetId]);
}, 120_000);
afterAll(() => world.close());

const inputOf = (query: object = {}) => ({ params: { recordSetId }, query });
holdsItsContract({ operation: listKeptRecords, world: () => world, ready: () => ({ by: world.company.auditor, input: inputOf() }) });
const idsOf = async (query: object) => (await world.company.admin.call(listKeptRecords, inputOf(query))).items.map(({ outsideId }) => outsideId);

describe('200', () => {
  it('lists what is kept by outside id: all, of one state, one, or what a search finds in title, natural key or id, in whatever capitals (row:D5)', async () => {
    expect([await idsOf({}), await idsOf({ state: 'gone' }), await idsOf({ outsideId: 'w2' }), await idsOf({ search: 'WORKS' }), await idsOf({ search: 'de2' }), await idsOf({ search: 'v1' }), await idsOf({ search: '%' })]).toEqual([['v1', 'w1', 'w2', 'w3'], ['w3'], ['w2'], ['w1', 'w2', 'w3'], ['w2'], ['v1'], []]);
    const { items, nextCursor } = await world.company.admin.call(listKeptRecords, inputOf({ limit: '1' }));
    expect(items).toMatchObject([{ outsideId: 'v1', version: '1', state: 'current', title: 'Vendor v1', problem: null }]);
    expect(await idsOf({ limit: '1', cursor: nextCursor ?? '' })).toEqual(['w1']);
  });
});

describe('404', () => {
  it('knows none of another company (row:F1)', async () => {
    await expectRefusal(world, listKeptRecords, inputOf(), { by: world.foreigner }, 'not_found');
  });
});
