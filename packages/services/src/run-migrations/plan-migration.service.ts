import { Refusal } from '@countersign/contracts/platform';
import type { planMigration } from '@countersign/contracts/run-migrations';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';
import { planBegin } from './plan-digest.part.js';
import { migrationSubjectOf, migrationViewOf, refuseWhereOneRuns } from './view-migration.part.js';

/** Asks for a plan; a job works it out. One that was made before for the same version, and is not under way, is replaced. */
export class PlanMigrationService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof planMigration>) {
    const { workflowId } = call.input.params;
    const fromVersion = Number(call.input.params.version);
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record, at) => {
      const from = (await tx.workflows.lock(workflowId)) ? await tx.workflows.findVersion(workflowId, fromVersion) : null;
      if (!from) throw new Refusal('not_found');
      const live = await tx.workflows.findPublished(workflowId);
      if (!live || live.version <= fromVersion) throw new Refusal('nothing_to_move', { detail: `No newer version than ${fromVersion} is live. Publish one first.` });
      await refuseWhereOneRuns(tx, workflowId);
      if ((await tx.migratedRuns.listRunning({ workflowId, fromVersion }, null, 1)).length === 0) throw new Refusal('nothing_to_move', { detail: `No request runs on version ${fromVersion} any more.` });
      await tx.runMigrations.replace(workflowId, fromVersion, at);
      const planDigest = planBegin({ from: from.definitionDigest, to: live.definitionDigest });
      const migration = { id: newId(), workflowId, fromVersion, toVersion: live.version, plannedBy: actor.memberId, plannedAt: at, planDigest };
      tx.runMigrations.insert(migration);
      record.act({ action: call.operation.auditAction ?? '', subject: migrationSubjectOf(migration), after: { migrationId: migration.id, toVersion: live.version } });
      record.enqueue('run-migrations', { migrationId: migration.id });
      const names = { workflowName: (await tx.workflows.getName(workflowId)), plannedByName: actor.name };
      return migrationViewOf({ ...migration, ...names, state: 'planning', plannedThrough: null, start: null, startedAt: null, endedAt: null, isTargetLive: true }, []);
    });
  }
}
