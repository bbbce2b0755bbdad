import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startReading } from '@countersign/contracts/record-sets';
import { addRecordSet, beginReading, expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const input = async () => ({ params: { recordSetId: (await addRecordSet(world.company)).id } });
holdsItsContract({ operation: startReading, world: () => world, ready: async () => ({ by: world.company.admin, input: await input() }) });

describe('201', () => {
  it('writes down who asked, and a job that carries ids only; nothing was read yet (row:D5)', async () => {
    const { id: recordSetId } = await addRecordSet(world.company);
    const reading = await beginReading(world.company, recordSetId);
    expect(reading).toMatchObject({ recordSetId, state: 'running', pages: 0, startedBy: { name: expect.any(String) }, endedAt: null });
    const jobs = await world.api.database.look<{ data: object }>("select data from pgboss.job where name = 'record-readings' and data->>'readingId' = $1", [reading.id]);
    expect(jobs).toEqual([{ data: { tenantId: expect.any(String), readingId: reading.id } }]);
  });
});

describe('404', () => {
  it('knows no record set of another company (row:F1)', async () => {
    await expectRefusal(world, startReading, await input(), { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('refuses to read a set twice at once, also of two who ask at the same moment (row:D5)', async () => {
    const { id: recordSetId } = await addRecordSet(world.company);
    const both = await Promise.allSettled([beginReading(world.company, recordSetId), beginReading(world.company.at(world.twin), recordSetId)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expectRefusal(world, startReading, { params: { recordSetId } }, { by: world.company.admin }, 'reading_under_way');
  });
});
