import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stopMigration } from '@countersign/contracts/run-migrations';
import { expectRefusal, holdsItsContract, openHttpWorld, plannedMoves, startedMoves, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const ready = async () => ({ by: world.company.admin, input: { params: { migrationId: (await startedMoves(world)).id } } });
holdsItsContract({ operation: stopMigration, world: () => world, ready });

describe('200', () => {
  it('says what was moved by then, and what was not (row:B2)', async () => {
    const { by, input } = await ready();
    expect(await by.call(stopMigration, input)).toMatchObject({ id: input.params.migrationId, state: 'stopped', progress: { waiting: 1, moved: 0, changed: 0 } });
  });
});

describe('404', () => {
  it('stops nothing of another company (row:F1)', async () => {
    const { input } = await ready();
    await expectRefusal(world, stopMigration, input, { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('stops nothing that is not under way (row:B2)', async () => {
    const { by, input } = await ready();
    await by.call(stopMigration, input);
    await expectRefusal(world, stopMigration, input, { by }, 'migration_not_ready');
    await expectRefusal(world, stopMigration, { params: { migrationId: (await plannedMoves(world.company, world.api.database)).id } }, { by }, 'migration_not_ready');
  });
});
