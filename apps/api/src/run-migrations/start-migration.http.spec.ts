import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { planMigration, startMigration } from '@countersign/contracts/run-migrations';
import { expectRefusal, holdsItsContract, migrationJobsOf, openHttpWorld, outgrown, plannedMoves, publishNext, sendRaw, signedBy, startOf, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const planned = () => plannedMoves(world.company, world.api.database);
holdsItsContract({ operation: startMigration, world: () => world, ready: async () => ({ by: world.company.admin, input: startOf(await planned()) }) });

describe('200', () => {
  it('begins to move what the plan shows, with its reason, and its job in the same transaction (row:B2)', async () => {
    const plan = await planned();
    const started = await world.company.admin.call(startMigration, startOf(plan));
    expect(started).toMatchObject({ id: plan.id, state: 'running', planDigest: plan.planDigest, start: { reason: 'The new rules hold for everybody.', by: { name: 'Admin of Acme' } }, progress: { waiting: 1, moved: 0, changed: 0 } });
    expect(await migrationJobsOf(world.api.database, plan.id)).toHaveLength(2);
  });
});

describe('404', () => {
  it('knows no plan of another company (row:F1)', async () => {
    await expectRefusal(world, startMigration, startOf(await planned()), { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('starts once, of two at once one, and not before it is worked out (row:B2)', async () => {
    const { admin } = world.company;
    const input = startOf(await planned());
    const answers = await Promise.all([world.api, world.twin].map(({ baseUrl }) => sendRaw(baseUrl, startMigration, input, { by: admin })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await expectRefusal(world, startMigration, input, { by: admin }, 'migration_not_ready');
    const { id } = await admin.call(planMigration, { params: await outgrown(world.company) });
    await expectRefusal(world, startMigration, startOf({ id, planDigest: '0'.repeat(64) }), { by: admin }, 'migration_not_ready');
  });

  it('starts no other plan than the one that was shown, and none whose version is not live any more (row:A4 row:B2)', async () => {
    const { company } = world;
    const plan = await planned();
    await expectRefusal(world, startMigration, startOf({ ...plan, planDigest: '0'.repeat(64) }), { by: company.admin }, 'plan_changed');
    await publishNext(company, plan.workflow.id, { formatVersion: 2, steps: [signedBy(company, 'Budget owner')] });
    await expectRefusal(world, startMigration, startOf(plan), { by: company.admin }, 'plan_changed');
  });

});

describe('422', () => {
  it('asks for a reason that says something (row:E1)', async () => {
    const { params, body } = startOf(await planned());
    await expectRefusal(world, startMigration, { params, body: { ...body, reason: '  ' } }, { by: world.company.admin }, 'reason_required');
  });
});
