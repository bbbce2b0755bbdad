import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listFindings, previewRecordRepairs } from '@countersign/contracts/record-sets';
import { addRecordSet, expectRefusal, holdsItsContract, leaveFindings, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const comparison = async () => (await leaveFindings(world.api.database, (await addRecordSet(world.company)).id)).readingId;
const input = async (query: object = { kind: 'different', how: 'take_theirs' }) => ({ params: { readingId: await comparison() }, query: query as { kind: 'different'; how: 'take_theirs' } });
holdsItsContract({ operation: previewRecordRepairs, world: () => world, ready: async () => ({ by: world.company.admin, input: await input() }) });

describe('200', () => {
  it('says what would be done to how many that are open, and the same digest as long as they are the same (row:D5)', async () => {
    const { admin } = world.company;
    const one = await input();
    const plan = await admin.call(previewRecordRepairs, one);
    expect(plan).toMatchObject({ count: 1, sentence: expect.stringMatching(/1 record would be replaced/) });
    expect((await admin.call(previewRecordRepairs, one)).planDigest).toBe(plan.planDigest);
    expect((await admin.call(previewRecordRepairs, await input({ kind: 'missing_there', how: 'mark_gone' }))).sentence).toMatch(/marked as gone/);
    const [finding] = (await admin.call(listFindings, { ...one, query: { kind: 'doubled' } })).items;
    expect(await admin.call(previewRecordRepairs, { ...one, query: { kind: 'doubled', how: 'declare_twin', findingId: finding?.id ?? '' } })).toMatchObject({ count: 1, sentence: expect.stringMatching(/stand for the others/) });
    expect((await admin.call(previewRecordRepairs, await input({ kind: 'missing_here', how: 'ignore' }))).sentence).toMatch(/for the reason/);
  });
});

describe('404', () => {
  it('knows no comparison of another company, and no finding of another kind (row:F1 row:D5)', async () => {
    const one = await input();
    await expectRefusal(world, previewRecordRepairs, one, { by: world.foreigner }, 'not_found');
    const [finding] = (await world.company.admin.call(listFindings, { ...one, query: { kind: 'doubled' } })).items;
    await expectRefusal(world, previewRecordRepairs, { ...one, query: { ...one.query, findingId: finding?.id ?? '' } }, { by: world.company.admin }, 'not_found');
  });
});

describe('422', () => {
  it('refuses what cannot be done about a kind, and which twin counts for all at once (row:D5)', async () => {
    for (const query of [{ kind: 'different', how: 'mark_gone' }, { kind: 'doubled', how: 'take_theirs' }, { kind: 'doubled', how: 'declare_twin' }]) await expectRefusal(world, previewRecordRepairs, await input(query), { by: world.company.admin }, 'repair_unsuitable');
  });
});
