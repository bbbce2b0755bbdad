import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAuditEntries } from '@countersign/contracts/audit';
import { getMigration, planMigration } from '@countersign/contracts/run-migrations';
import { showWorkflow } from '@countersign/contracts/screens';
import { addFlow, expectRefusal, holdsItsContract, migrationJobsOf, openHttpWorld, outgrown, plannedMoves, signedBy, startMoves, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

holdsItsContract({ operation: planMigration, world: () => world, ready: async () => ({ by: world.company.admin, input: { params: await outgrown(world.company) } }) });

describe('201', () => {
  it('asks for a plan from this version to the live one, recorded, with its job in the same transaction; nothing is moved (row:B2)', async () => {
    const { admin } = world.company;
    const params = await outgrown(world.company);
    const plan = await admin.call(planMigration, { params });
    expect(plan).toMatchObject({ state: 'planning', fromVersion: 1, toVersion: 2, planDigest: null, start: null, planned: { unchanged: 0, voids: 0, ends: 0, stays: 0 } });
    expect(await migrationJobsOf(world.api.database, plan.id)).toHaveLength(1);
    expect((await admin.call(listAuditEntries, { query: { subjectId: params.workflowId, action: 'workflow.migration_planned' } })).items).toMatchObject([{ after: { migrationId: plan.id, toVersion: '2' } }]);
    const { data } = await admin.call(showWorkflow, { query: { workflowId: params.workflowId } });
    expect(data).toMatchObject({ move: { allowed: true }, versions: [{ version: 2, running: 0, migration: null }, { version: 1, running: 1, migration: { id: plan.id, state: 'planning', toVersion: 2 } }] });
  });

  it('takes the place of a plan that was not started (row:B2)', async () => {
    const { admin } = world.company;
    const before = await plannedMoves(world.company, world.api.database);
    await admin.call(planMigration, { params: { workflowId: before.workflow.id, version: '1' } });
    expect(await admin.call(getMigration, { params: { migrationId: before.id } })).toMatchObject({ state: 'replaced' });
  });
});

describe('404', () => {
  it('knows no version that is not there, nor a workflow of another company (row:F1)', async () => {
    const { workflowId } = await outgrown(world.company);
    await expectRefusal(world, planMigration, { params: { workflowId, version: '9' } }, { by: world.company.admin }, 'not_found');
    await expectRefusal(world, planMigration, { params: { workflowId, version: '1' } }, { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('plans nothing where nothing runs on an older version, or it is the live one (row:B2)', async () => {
    const { company } = world;
    const { workflowId } = await addFlow(company, 'Nothing runs', { formatVersion: 2, steps: [signedBy(company, 'Finance')] });
    await expectRefusal(world, planMigration, { params: { workflowId, version: '1' } }, { by: company.admin }, 'nothing_to_move');
    const outgrownOne = await outgrown(company);
    await expectRefusal(world, planMigration, { params: { workflowId: outgrownOne.workflowId, version: '2' } }, { by: company.admin }, 'nothing_to_move');
  });

  it('plans nothing while requests of this workflow are being moved (row:B2)', async () => {
    const plan = await plannedMoves(world.company, world.api.database);
    await startMoves(world, plan);
    await expectRefusal(world, planMigration, { params: { workflowId: plan.workflow.id, version: '1' } }, { by: world.company.admin }, 'migration_under_way');
  });
});
