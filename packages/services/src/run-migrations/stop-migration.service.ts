import { Refusal } from '@countersign/contracts/platform';
import type { stopMigration } from '@countersign/contracts/run-migrations';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { lockMigration, migrationSubjectOf, migrationViewOf } from './view-migration.part.js';

/** Waits for the request that is being moved just now; once it is stopped, nothing moves any more. */
export class StopMigrationService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof stopMigration>) {
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record) => {
      const migration = await lockMigration(tx, call.input.params.migrationId);
      if (migration.state !== 'running') throw new Refusal('migration_not_ready', { detail: 'Nothing is being moved by it.' });
      const counted = await tx.migratedRuns.count(migration.id);
      tx.runMigrations.setState(migration.id, 'stopped', null);
      const { progress } = migrationViewOf(migration, counted);
      record.act({ action: call.operation.auditAction ?? '', subject: migrationSubjectOf(migration), after: { migrationId: migration.id, ...progress } });
      return migrationViewOf({ ...migration, state: 'stopped' }, counted);
    });
  }
}
