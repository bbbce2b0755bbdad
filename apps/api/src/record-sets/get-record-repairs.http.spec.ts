import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRecordRepairs } from '@countersign/contracts/record-sets';
import { addRecordSet, expectRefusal, holdsItsContract, leaveFindings, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const input = async () => ({ params: { repairId: (await leaveFindings(world.api.database, (await addRecordSet(world.company)).id)).repairId } });
holdsItsContract({ operation: getRecordRepairs, world: () => world, ready: async () => ({ by: world.company.auditor, input: await input() }) });

describe('200', () => {
  it('says how far it has come (row:D5)', async () => {
    expect(await world.company.auditor.call(getRecordRepairs, await input())).toMatchObject({ state: 'done', kind: 'missing_there', how: 'ignore', reason: 'Known', progress: { waiting: 0, repaired: 0, changed: 0, ignored: 1 } });
  });
});

describe('404', () => {
  it('knows none of another company (row:F1)', async () => {
    await expectRefusal(world, getRecordRepairs, await input(), { by: world.foreigner }, 'not_found');
  });
});
