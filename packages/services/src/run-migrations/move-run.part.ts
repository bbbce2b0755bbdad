import type { Tx } from '@countersign/database/platform';
import type { MigrationRow } from '@countersign/database/run-migrations';
import { tell } from '../notifications/index.js';
import { Record } from '../platform/index.js';
import { accepted, contentOf, enqueueEffects, runChangeOf, subjectOf } from '../requests/index.js';
import { judgeMove, type JudgedMove, type MovedBetween } from './judge-move.part.js';

export interface RunToMove {
  readonly tenantId: string;
  readonly migrationId: string;
  readonly runId: string;
  readonly requestId: string;
  readonly versions: MovedBetween;
  readonly at: Date;
}

/**
 * Moves one run, if what would happen to it is what the plan showed; otherwise that is noted, for a person. The request is held as by everybody who changes
 * one, and the migration against being stopped; a second delivery finds the run no longer waiting.
 */
export async function moveRun(tx: Tx, { tenantId, migrationId, runId, requestId, versions, at }: RunToMove): Promise<'moved' | 'changed' | 'over' | 'nothing_to_do'> {
  const file = await tx.requests.lock(requestId);
  const migration = await tx.runMigrations.hold(migrationId);
  if (!migration?.start) return 'over';
  const planned = await tx.migratedRuns.findWaiting(migrationId, runId);
  if (!file || !planned) return 'nothing_to_do';
  const { by, reason, entryId } = migration.start;
  const isStill = file.run.id === runId && file.workflow.version === migration.fromVersion;
  const judged = isStill ? await judgeMove(tx, file, versions, { memberId: by, reason, at }) : null;
  if (judged?.foreseenDigest !== planned.foreseenDigest) {
    tx.migratedRuns.conclude(migrationId, runId, 'changed', at);
    return 'changed';
  }
  const record = new Record({ tenantId, actor: { kind: 'job', name: 'run-migrations' }, channel: 'job', traceId: null, causeId: entryId, at });
  save(tx, record, migration, judged, at);
  tx.migratedRuns.conclude(migrationId, runId, 'moved', at);
  tx.conclude({ audit: record.audit, usage: record.usage, jobs: record.jobs, told: record.told });
  return 'moved';
}

function save(tx: Tx, record: Record, { fromVersion, toVersion, start }: MigrationRow, { file, answer: given, foreseen }: JudgedMove, at: Date): void {
  const answer = accepted(given);
  const { status } = answer.state;
  const receipt = record.act({
    action: 'request.moved',
    subject: { kind: 'request', id: file.requestId, label: `request ${file.number}` },
    reason: start?.reason ?? null,
    before: { workflowVersion: fromVersion, status: file.run.state.status },
    after: { workflowVersion: toVersion, status, voided: foreseen.voided.map(({ stepId, memberId, why }) => ({ stepId, memberId, why })) },
  });
  const saved = runChangeOf(subjectOf(file, contentOf(file)), answer, receipt.entryId, at);
  tx.requests.save(saved);
  tx.migratedRuns.move(file.run.id, toVersion);
  // Whom it concerns: where everything stays as it was for everybody, nobody is disturbed.
  if (foreseen.verdict !== 'unchanged') {
    tell(record, { receipt, requestId: file.requestId, kind: 'moved', requestStatus: status, byMemberId: start?.by ?? null, askedIds: foreseen.voided.map(({ memberId }) => memberId) });
  }
  enqueueEffects(record, saved);
}
