import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resumeMigration } from '@countersign/contracts/run-migrations';
import { expectRefusal, holdsItsContract, migrationJobsOf, openHttpWorld, plannedMoves, publishNext, signedBy, startedMoves, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const stopped = () => startedMoves(world, { isStopped: true });
const ready = async () => ({ by: world.company.admin, input: { params: { migrationId: (await stopped()).id } } });
holdsItsContract({ operation: resumeMigration, world: () => world, ready });

describe('200', () => {
  it('goes on with what is left, by a job in the same transaction (row:B2)', async () => {
    const { by, input } = await ready();
    expect(await by.call(resumeMigration, input)).toMatchObject({ state: 'running', progress: { waiting: 1 } });
    expect(await migrationJobsOf(world.api.database, input.params.migrationId)).toHaveLength(3);
  });
});

describe('404', () => {
  it('goes on with nothing of another company (row:F1)', async () => {
    const { input } = await ready();
    await expectRefusal(world, resumeMigration, input, { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('goes on with nothing that was not stopped, nor towards a version that is not live any more (row:B2)', async () => {
    const { company } = world;
    const by = company.admin;
    await expectRefusal(world, resumeMigration, { params: { migrationId: (await plannedMoves(company, world.api.database)).id } }, { by }, 'migration_not_ready');
    const { id: migrationId, workflow } = await stopped();
    await publishNext(company, workflow.id, { formatVersion: 2, steps: [signedBy(company, 'Budget owner')] });
    await expectRefusal(world, resumeMigration, { params: { migrationId } }, { by }, 'plan_changed');
  });
});
