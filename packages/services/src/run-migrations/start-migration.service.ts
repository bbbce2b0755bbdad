import { Refusal } from '@countersign/contracts/platform';
import type { startMigration } from '@countersign/contracts/run-migrations';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { lockMigration, migrationSubjectOf, migrationViewOf, refuseUnlessLive, refuseWhereOneRuns } from './view-migration.part.js';

/** Starts what a plan showed. Each request is judged again when its turn comes: what would be otherwise then is left alone. */
export class StartMigrationService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof startMigration>) {
    const actor = actorOf(call.caller);
    const { planDigest } = call.input.body;
    const reason = call.input.body.reason.trim();
    return change(this.house, call, actor, async (tx, record, at) => {
      const known = await tx.runMigrations.find(call.input.params.migrationId);
      if (!known || !(await tx.workflows.lock(known.workflowId))) throw new Refusal('not_found');
      const migration = await lockMigration(tx, known.id);
      if (migration.state === 'planning') throw new Refusal('migration_not_ready', { detail: 'The plan is still being worked out. Nothing was moved.' });
      if (migration.state !== 'planned') throw new Refusal('migration_not_ready', { detail: migration.state === 'replaced' ? 'A newer plan took its place. Nothing was moved.' : 'It was started already.' });
      refuseUnlessLive(migration);
      if (planDigest !== migration.planDigest) throw new Refusal('plan_changed', { detail: 'This is not the plan as it is now. Look at it, and start that. Nothing was moved.' });
      if (reason === '') throw new Refusal('reason_required');
      await refuseWhereOneRuns(tx, migration.workflowId);
      const counted = await tx.migratedRuns.count(migration.id);
      const { planned } = migrationViewOf(migration, counted);
      if (planned.unchanged + planned.voids + planned.ends === 0) throw new Refusal('nothing_to_move', { detail: 'None of these requests can move.' });
      const receipt = record.act({ action: call.operation.auditAction ?? '', subject: migrationSubjectOf(migration), reason, after: { migrationId: migration.id, toVersion: migration.toVersion, planDigest, planned } });
      tx.runMigrations.start(migration.id, { memberId: actor.memberId, at, reason, entryId: receipt.entryId });
      record.enqueue('run-migrations', { migrationId: migration.id });
      const start = { by: actor.memberId, byName: actor.name, reason, entryId: receipt.entryId };
      return migrationViewOf({ ...migration, state: 'running', start, startedAt: at }, counted);
    });
  }
}
