import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listFindings, previewRecordRepairs, startRecordRepairs } from '@countersign/contracts/record-sets';
import { addRecordSet, expectRefusal, holdsItsContract, leaveFindings, openHttpWorld, repairFindings, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

type Body = { kind: 'different'; how: 'take_theirs'; findingId: string | null; countsId: string | null; reason: string; planDigest: string };
const comparison = async () => (await leaveFindings(world.api.database, (await addRecordSet(world.company)).id)).readingId;
async function input(change: object = {}) {
  const readingId = await comparison();
  const plain = { kind: 'different', how: 'take_theirs', findingId: null, countsId: null, reason: '', ...change } as Body;
  const { planDigest } = await world.company.admin.call(previewRecordRepairs, { params: { readingId }, query: { kind: plain.kind, how: plain.how, ...(plain.findingId !== null && { findingId: plain.findingId }) } });
  return { params: { readingId }, body: { ...plain, planDigest } };
}
holdsItsContract({ operation: startRecordRepairs, world: () => world, ready: async () => ({ by: world.company.admin, input: await input() }) });

describe('201', () => {
  it('writes down what is decided about, which is open no more, and a job that carries ids only (row:D5)', async () => {
    const one = await input();
    const repair = await world.company.admin.call(startRecordRepairs, one);
    expect(repair).toMatchObject({ state: 'running', kind: 'different', progress: { waiting: 1, repaired: 0 } });
    expect((await world.company.admin.call(listFindings, { params: one.params, query: { kind: 'different' } })).items).toMatchObject([{ state: 'waiting' }]);
    expect(await world.api.database.look("select data from pgboss.job where name = 'record-repairs' and data->>'repairId' = $1", [repair.id])).toEqual([{ data: { tenantId: expect.any(String), repairId: repair.id } }]);
  });
});

describe('404', () => {
  it('knows no comparison of another company (row:F1)', async () => {
    await expectRefusal(world, startRecordRepairs, await input(), { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('refuses another plan than was shown, and what nobody has left open (row:D5)', async () => {
    const one = await input();
    await expectRefusal(world, startRecordRepairs, { ...one, body: { ...one.body, planDigest: '0'.repeat(64) } }, { by: world.company.admin }, 'plan_changed');
    await world.company.admin.call(startRecordRepairs, one);
    await expectRefusal(world, startRecordRepairs, one, { by: world.company.admin }, 'plan_changed');
    await expect(repairFindings(world.company, one.params.readingId, { kind: 'different', how: 'take_theirs' })).rejects.toMatchObject({ code: 'nothing_to_repair' });
  });
});

describe('422', () => {
  it('refuses to leave something as it is without a reason, a repair that does not fit, and a twin that is none (row:D5)', async () => {
    const by = { by: world.company.admin };
    await expectRefusal(world, startRecordRepairs, await input({ how: 'ignore', reason: ' ' }), by, 'reason_required');
    const unfit = await input();
    await expectRefusal(world, startRecordRepairs, { ...unfit, body: { ...unfit.body, how: 'mark_gone' as never } }, by, 'repair_unsuitable');
    await expectRefusal(world, startRecordRepairs, await input({ countsId: 'twin' }), by, 'repair_unsuitable');
    const [twins] = (await world.company.admin.call(listFindings, { params: unfit.params, query: { kind: 'doubled' } })).items;
    const findingId = twins?.id ?? '';
    const { planDigest } = await world.company.admin.call(previewRecordRepairs, { params: unfit.params, query: { kind: 'doubled', how: 'declare_twin', findingId } });
    for (const countsId of [null, 'somebody']) await expectRefusal(world, startRecordRepairs, { params: unfit.params, body: { kind: 'doubled', how: 'declare_twin', findingId, countsId, reason: '', planDigest } }, by, 'repair_unsuitable');
  });
});
