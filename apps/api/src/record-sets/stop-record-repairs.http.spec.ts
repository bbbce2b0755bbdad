import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRecordRepairs, listFindings, stopRecordRepairs } from '@countersign/contracts/record-sets';
import { addRecordSet, expectRefusal, holdsItsContract, leaveFindings, openHttpWorld, repairFindings, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

async function started() {
  const { readingId } = await leaveFindings(world.api.database, (await addRecordSet(world.company)).id);
  return repairFindings(world.company, readingId, { kind: 'different', how: 'take_theirs' });
}
const inputOf = ({ id }: { readonly id: string }) => ({ params: { repairId: id } });
holdsItsContract({ operation: stopRecordRepairs, world: () => world, ready: async () => ({ by: world.company.admin, input: inputOf(await started()) }) });

describe('200', () => {
  it('opens again what nobody has repaired yet (row:D5)', async () => {
    const repair = await started();
    expect(await world.company.admin.call(stopRecordRepairs, inputOf(repair))).toMatchObject({ state: 'stopped', progress: { waiting: 0 } });
    expect(await world.company.admin.call(getRecordRepairs, inputOf(repair))).toMatchObject({ state: 'stopped' });
    expect((await world.company.admin.call(listFindings, { params: { readingId: repair.readingId }, query: { kind: 'different' } })).items).toMatchObject([{ state: 'open' }]);
  });
});

describe('404', () => {
  it('knows none of another company (row:F1)', async () => {
    await expectRefusal(world, stopRecordRepairs, inputOf(await started()), { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('refuses one that is over (row:D5)', async () => {
    const over = inputOf(await started());
    await world.company.admin.call(stopRecordRepairs, over);
    await expectRefusal(world, stopRecordRepairs, over, { by: world.company.admin }, 'repair_over');
  });
});
