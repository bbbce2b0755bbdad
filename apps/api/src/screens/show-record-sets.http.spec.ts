import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showRecordSets } from '@countersign/contracts/screens';
import { addRecordSet, beginReading, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

holdsItsContract({ operation: showRecordSets, world: () => world, ready: () => ({ by: world.company.auditor, input: { query: {} } }) });

describe('200', () => {
  it('draws the sets by name with the connection that each is read through and its last reading, and none of another company (row:D5 row:F1)', async () => {
    const [read, unread] = [await addRecordSet(world.company, { name: 'Read' }), await addRecordSet(world.company, { name: 'Unread' })];
    const reading = await beginReading(world.company, read.id);
    const { data } = await world.company.admin.call(showRecordSets, { query: {} });
    expect(data.recordSets.items).toMatchObject([{ id: read.id, connection: { id: read.connectionId, name: expect.stringMatching(/^Bank/) }, reading: { id: reading.id, state: 'running' } }, { id: unread.id, reading: null }]);
    expect(data.define.allowed).toBe(true);
    expect((await world.company.auditor.call(showRecordSets, { query: {} })).data.define.allowed).toBe(false);
    expect((await world.foreigner.call(showRecordSets, { query: {} })).data.recordSets.items).toEqual([]);
  });
});
