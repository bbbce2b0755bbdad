import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listRecordSets } from '@countersign/contracts/record-sets';
import { addRecordSet, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

holdsItsContract({ operation: listRecordSets, world: () => world, ready: () => ({ by: world.company.auditor, input: { query: {} } }) });

describe('200', () => {
  it('lists record sets by name, a page at a time, and none of another company (row:D5 row:F1)', async () => {
    for (const name of ['B', 'C', 'A']) await addRecordSet(world.company, { name });
    const { items, nextCursor } = await world.company.admin.call(listRecordSets, { query: { limit: '2' } });
    const rest = await world.company.admin.call(listRecordSets, { query: { limit: '2', cursor: nextCursor ?? '' } });
    expect([...items, ...rest.items].map(({ name }) => name)).toEqual(['A', 'B', 'C']);
    expect((await world.foreigner.call(listRecordSets, { query: {} })).items).toEqual([]);
  });
});
