import { Refusal } from '@countersign/contracts/platform';
import type { resumeMigration } from '@countersign/contracts/run-migrations';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { lockMigration, migrationSubjectOf, migrationViewOf, refuseUnlessLive, refuseWhereOneRuns } from './view-migration.part.js';

export class ResumeMigrationService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof resumeMigration>) {
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record) => {
      const known = await tx.runMigrations.find(call.input.params.migrationId);
      if (!known || !(await tx.workflows.lock(known.workflowId))) throw new Refusal('not_found');
      const migration = await lockMigration(tx, known.id);
      if (migration.state !== 'stopped') throw new Refusal('migration_not_ready', { detail: 'Only one that was stopped can be gone on with.' });
      refuseUnlessLive(migration);
      await refuseWhereOneRuns(tx, migration.workflowId);
      const counted = await tx.migratedRuns.count(migration.id);
      tx.runMigrations.setState(migration.id, 'running', null);
      record.act({ action: call.operation.auditAction ?? '', subject: migrationSubjectOf(migration), after: { migrationId: migration.id, waiting: migrationViewOf(migration, counted).progress.waiting } });
      record.enqueue('run-migrations', { migrationId: migration.id });
      return migrationViewOf({ ...migration, state: 'running' }, counted);
    });
  }
}
