import type { CountedRuns, MigrationRow } from '@countersign/database/run-migrations';
import type { MigrationView } from '@countersign/contracts/run-migrations';
import { Refusal } from '@countersign/contracts/platform';
import type { Tx } from '@countersign/database/platform';

export function migrationViewOf(row: MigrationRow, counted: readonly CountedRuns[]): MigrationView {
  const sum = (matches: (one: CountedRuns) => boolean) => counted.filter(matches).reduce((total, { count }) => total + count, 0);
  const said = (verdict: CountedRuns['verdict']) => sum((one) => one.verdict === verdict);
  const became = (outcome: CountedRuns['outcome']) => sum((one) => one.outcome === outcome);
  const { id, workflowId, workflowName, fromVersion, toVersion, state, start, startedAt } = row;
  return {
    id,
    workflow: { id: workflowId, name: workflowName },
    fromVersion,
    toVersion,
    state,
    planDigest: state === 'planning' ? null : row.planDigest,
    planned: { unchanged: said('unchanged'), voids: said('voids'), ends: said('ends'), stays: said('stays') },
    progress: { waiting: became('waiting'), moved: became('moved'), changed: became('changed') },
    plannedBy: { memberId: row.plannedBy, name: row.plannedByName },
    plannedAt: row.plannedAt.toISOString(),
    start: start && startedAt ? { by: { memberId: start.by, name: start.byName }, at: startedAt.toISOString(), reason: start.reason } : null,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

/** A migration that somebody is about to change; unknown and foreign look the same. */
export async function lockMigration(tx: Tx, migrationId: string): Promise<MigrationRow> {
  const row = await tx.runMigrations.lock(migrationId);
  if (!row) throw new Refusal('not_found');
  return row;
}

/** Two at once would move the same requests from under each other. Whoever begins one holds its workflow. */
export async function refuseWhereOneRuns(tx: Tx, workflowId: string): Promise<void> {
  if (await tx.runMigrations.isRunning(workflowId)) throw new Refusal('migration_under_way', { detail: 'Wait until it is done, or stop it first. Nothing was changed.' });
}

export function refuseUnlessLive({ isTargetLive, toVersion }: MigrationRow): void {
  if (!isTargetLive) throw new Refusal('plan_changed', { detail: `Version ${toVersion} is not the live one any more. Make a new plan. Nothing was changed.` });
}

export const migrationSubjectOf = ({ workflowId, fromVersion }: Pick<MigrationRow, 'workflowId' | 'fromVersion'>) => ({ kind: 'workflow', id: workflowId, label: `version ${fromVersion}` });
