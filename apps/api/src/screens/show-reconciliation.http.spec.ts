import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showReconciliation } from '@countersign/contracts/screens';
import { addRecordSet, expectRefusal, holdsItsContract, leaveFindings, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const input = async (query: object = {}) => ({ query: { readingId: (await leaveFindings(world.api.database, (await addRecordSet(world.company)).id)).readingId, ...query } });
holdsItsContract({ operation: showReconciliation, world: () => world, ready: async () => ({ by: world.company.auditor, input: await input() }) });

describe('200', () => {
  it('draws how much of which kind was found, the first kind that is open or the one that was asked for, and the last decision about it (row:D5)', async () => {
    const { admin, auditor } = world.company;
    const { data } = await admin.call(showReconciliation, await input());
    expect(data).toMatchObject({ reading: { purpose: 'compare', state: 'done' }, kind: 'missing_there', repairs: { how: 'ignore', state: 'done' }, repair: { allowed: true } });
    expect(data.counts).toEqual([{ kind: 'missing_there', found: 2, open: 1 }, { kind: 'missing_here', found: 1, open: 1 }, { kind: 'doubled', found: 1, open: 1 }, { kind: 'different', found: 1, open: 1 }]);
    expect(data.findings.items).toHaveLength(2);
    expect((await auditor.call(showReconciliation, await input({ kind: 'different' }))).data).toMatchObject({ kind: 'different', findings: { items: [{ kind: 'different' }] }, repair: { allowed: false } });
  });
});

describe('404', () => {
  it('knows no comparison of another company (row:F1)', async () => {
    await expectRefusal(world, showReconciliation, await input(), { by: world.foreigner }, 'not_found');
  });
});
