import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordSetView } from '@countersign/contracts/record-sets';
import { showRecordSet } from '@countersign/contracts/screens';
import { addRecordSet, expectRefusal, holdsItsContract, leaveReading, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let set: RecordSetView;
beforeAll(async () => {
  world = await openHttpWorld();
  set = await addRecordSet(world.company);
  await leaveReading(world.api.database, set.id);
}, 120_000);
afterAll(() => world.close());

const input = (query: object = {}) => ({ query: { recordSetId: set.id, ...query } });
holdsItsContract({ operation: showRecordSet, world: () => world, ready: () => ({ by: world.company.auditor, input: input() }) });

describe('200', () => {
  it('draws a set with its last reading, its records and one of them with the states that it was in; what is searched for; and an empty sheet for a new one (row:D5)', async () => {
    const { admin, auditor } = world.company;
    const { data } = await admin.call(showRecordSet, input({ outsideId: 'v1' }));
    expect(data).toMatchObject({ recordSet: { ...set, connectionName: expect.stringMatching(/^Bank/) }, reading: { state: 'done' }, counts: { current: 1, gone: 0, quarantined: 0 }, records: { items: [{ outsideId: 'v1' }] }, record: { outsideId: 'v1', versions: [{ version: '1', via: 'reading' }] }, connections: [], define: { allowed: true } });
    expect((await auditor.call(showRecordSet, input({ search: 'nothing', outsideId: 'unknown' }))).data).toMatchObject({ records: { items: [] }, record: null, define: { allowed: false } });
    expect((await admin.call(showRecordSet, { query: {} })).data).toMatchObject({ recordSet: null, records: { items: [] }, connections: [{ id: set.connectionId }] });
  });
});

describe('404', () => {
  it('knows no record set of another company (row:F1)', async () => {
    const foreign = await expectRefusal(world, showRecordSet, input({ outsideId: 'v1' }), { by: world.foreigner }, 'not_found');
    const unknown = await expectRefusal(world, showRecordSet, { query: { recordSetId: crypto.randomUUID() } }, { by: world.foreigner }, 'not_found');
    expect(foreign.text).toBe(unknown.text);
  });
});
