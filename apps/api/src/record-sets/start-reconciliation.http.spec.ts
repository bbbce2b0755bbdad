import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startReconciliation } from '@countersign/contracts/record-sets';
import { addRecordSet, beginReading, expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const input = async () => ({ params: { recordSetId: (await addRecordSet(world.company)).id } });
holdsItsContract({ operation: startReconciliation, world: () => world, ready: async () => ({ by: world.company.admin, input: await input() }) });

describe('201', () => {
  it('begins a comparison, which takes nothing (row:D5)', async () => {
    expect(await world.company.admin.call(startReconciliation, await input())).toMatchObject({ purpose: 'compare', state: 'running', pages: 0 });
  });
});

describe('404', () => {
  it('knows no record set of another company (row:F1)', async () => {
    await expectRefusal(world, startReconciliation, await input(), { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('refuses while the set is being read (row:D5)', async () => {
    const busy = await input();
    await beginReading(world.company, busy.params.recordSetId);
    await expectRefusal(world, startReconciliation, busy, { by: world.company.admin }, 'reading_under_way');
  });
});
