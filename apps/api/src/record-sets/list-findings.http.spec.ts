import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listFindings } from '@countersign/contracts/record-sets';
import { addRecordSet, beginReading, expectRefusal, holdsItsContract, leaveFindings, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const input = async (query: object = {}) => ({ params: { readingId: (await leaveFindings(world.api.database, (await addRecordSet(world.company)).id)).readingId }, query });
holdsItsContract({ operation: listFindings, world: () => world, ready: async () => ({ by: world.company.auditor, input: await input() }) });

describe('200', () => {
  it('lists what was found, all or of one kind, with its state (row:D5)', async () => {
    const { admin } = world.company;
    expect((await admin.call(listFindings, await input())).items).toHaveLength(5);
    expect((await admin.call(listFindings, await input({ kind: 'missing_there' }))).items.map(({ state }) => state).toSorted()).toEqual(['ignored', 'open']);
    expect((await admin.call(listFindings, await input({ kind: 'doubled' }))).items).toMatchObject([{ kind: 'doubled', twins: [{ outsideId: 'same' }, { outsideId: 'twin' }] }]);
  });
});

describe('404', () => {
  it('knows none of another company, and none of a reading that compares nothing (row:F1 row:D5)', async () => {
    await expectRefusal(world, listFindings, await input(), { by: world.foreigner }, 'not_found');
    const { id: readingId } = await beginReading(world.company, (await addRecordSet(world.company)).id);
    await expectRefusal(world, listFindings, { params: { readingId }, query: {} }, { by: world.company.admin }, 'not_found');
  });
});
