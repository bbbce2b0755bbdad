import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getReading, stopReading } from '@countersign/contracts/record-sets';
import { addRecordSet, beginReading, expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const input = async () => ({ params: { readingId: (await beginReading(world.company, (await addRecordSet(world.company)).id)).id } });
holdsItsContract({ operation: stopReading, world: () => world, ready: async () => ({ by: world.company.admin, input: await input() }) });

describe('200', () => {
  it('ends it, and another one can be begun (row:D5)', async () => {
    const { id: recordSetId } = await addRecordSet(world.company);
    const { id: readingId } = await beginReading(world.company, recordSetId);
    expect(await world.company.admin.call(stopReading, { params: { readingId } })).toMatchObject({ state: 'stopped', endedAt: expect.any(String) });
    expect(await world.company.admin.call(getReading, { params: { readingId } })).toMatchObject({ state: 'stopped' });
    expect(await beginReading(world.company, recordSetId)).toMatchObject({ state: 'running' });
  });
});

describe('404', () => {
  it('knows none of another company (row:F1)', async () => {
    await expectRefusal(world, stopReading, await input(), { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('refuses one that is over (row:D5)', async () => {
    const over = await input();
    await world.company.admin.call(stopReading, over);
    await expectRefusal(world, stopReading, over, { by: world.company.admin }, 'reading_over');
  });
});
