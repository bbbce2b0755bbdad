import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getReading } from '@countersign/contracts/record-sets';
import { addRecordSet, beginReading, expectRefusal, holdsItsContract, leaveReading, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const input = async () => ({ params: { readingId: (await beginReading(world.company, (await addRecordSet(world.company)).id)).id } });
holdsItsContract({ operation: getReading, world: () => world, ready: async () => ({ by: world.company.auditor, input: await input() }) });

describe('200', () => {
  it('says how far it has come (row:D5)', async () => {
    const { id } = await addRecordSet(world.company);
    const readingId = await leaveReading(world.api.database, id);
    expect(await world.company.auditor.call(getReading, { params: { readingId } })).toMatchObject({ state: 'done', pages: 1, startedBy: null, progress: { seen: 1, added: 1, changed: 0, unchanged: 0, unreadable: 0 } });
  });
});

describe('404', () => {
  it('knows none of another company (row:F1)', async () => {
    await expectRefusal(world, getReading, await input(), { by: world.foreigner }, 'not_found');
  });
});
