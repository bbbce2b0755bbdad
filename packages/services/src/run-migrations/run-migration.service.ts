import type { Tx } from '@countersign/database/platform';
import type { MigrationRow, RunOnVersion } from '@countersign/database/run-migrations';
import { Record, type House } from '../platform/index.js';
import { judgeMove, loadVersions, type MovedBetween } from './judge-move.part.js';
import { moveRun } from './move-run.part.js';
import { planAfter } from './plan-digest.part.js';
import { migrationSubjectOf } from './view-migration.part.js';

/** What a job carries: ids only. How far the migration has come is read from its rows. */
export interface MigrationJob {
  readonly tenantId: string;
  readonly migrationId: string;
}

export interface MigrationRound {
  /** A request that could not be looked at, or moved, for a reason that nobody foresaw. It is tried again with the job. */
  readonly onProblem: (error: unknown, requestId: string) => void;
  readonly signal?: AbortSignal;
}

/** `nothing_to_do`: it is over, was stopped, or waits for somebody to start it. */
export type MigrationResult = 'planned' | 'done' | 'nothing_to_do';

const atOnce = 50;
/** How often one request is tried at once where somebody else was quicker. */
const triesMax = 3;

/**
 * Plans a migration, or carries it out: in batches, each request that is moved in a transaction of its own. Everything that was done is in the rows,
 * so that another delivery, also of a job whose worker was killed, goes on from there and does nothing twice.
 */
export class RunMigrationService {
  constructor(private readonly house: House) {}

  /** @throws what the signal was aborted with; and where a request failed, once all others are done */
  async run(job: MigrationJob, round: MigrationRound): Promise<MigrationResult> {
    const migration = await this.house.tenancy.read(job, (tx) => tx.runMigrations.find(job.migrationId));
    if (migration?.state === 'planning') return this.plan(job, round);
    return migration?.state === 'running' ? this.moveAll(job, round) : 'nothing_to_do';
  }

  private async plan(job: MigrationJob, { signal }: MigrationRound): Promise<MigrationResult> {
    for (;;) {
      signal?.throwIfAborted();
      const state = await this.house.tenancy.run(job, (tx) => this.planBatch(tx, job));
      if (state !== 'planning') return state;
    }
  }

  /** Looks at the next requests, as they are now. Two workers at once do it one after the other. */
  private async planBatch(tx: Tx, { tenantId, migrationId }: MigrationJob): Promise<'planning' | 'planned' | 'nothing_to_do'> {
    const migration = await tx.runMigrations.lock(migrationId);
    if (migration?.state !== 'planning') return 'nothing_to_do';
    const at = this.house.now();
    const versions = await loadVersions(tx, migration);
    const found = await tx.migratedRuns.listRunning(migration, migration.plannedThrough, atOnce);
    const planned = [];
    for (const { runId, requestId } of found) {
      const file = await tx.requests.find(requestId);
      if (!file) continue;
      const { foreseen, foreseenDigest } = await judgeMove(tx, file, versions, { memberId: migration.plannedBy, reason: 'planned', at });
      planned.push({ runId, requestId, verdict: foreseen.verdict, foreseen, foreseenDigest });
    }
    const state = found.length < atOnce ? 'planned' : 'planning';
    const planDigest = planAfter(migration.planDigest, planned);
    tx.migratedRuns.insert(migrationId, planned);
    tx.runMigrations.advance(migrationId, { through: found.at(-1)?.runId ?? null, planDigest, state });
    if (state === 'planned') {
      const record = this.recordOf(tenantId, at, null);
      record.act({ action: 'workflow.migration_plan_made', subject: migrationSubjectOf(migration), after: { migrationId, planDigest, toVersion: migration.toVersion } });
      tx.conclude({ audit: record.audit });
    }
    return state;
  }

  private async moveAll(job: MigrationJob, { signal, onProblem }: MigrationRound): Promise<MigrationResult> {
    const versions = await this.house.tenancy.read(job, async (tx) => loadVersions(tx, await found(tx, job.migrationId)));
    let after: string | null = null;
    let problem: unknown;
    for (;;) {
      const from: string | null = after;
      const waiting: readonly RunOnVersion[] = await this.house.tenancy.read(job, (tx) => tx.migratedRuns.listWaiting(job.migrationId, from, atOnce));
      for (const run of waiting) {
        signal?.throwIfAborted();
        after = run.runId;
        try {
          if ((await this.moveOne(job, run, versions)) === 'over') return 'nothing_to_do';
        } catch (error) {
          // One that cannot be moved must not keep the others from it.
          problem ??= error;
          onProblem(error, run.requestId);
        }
      }
      if (waiting.length < atOnce) break;
    }
    if (problem !== undefined) throw problem;
    return this.house.tenancy.run(job, (tx) => this.finish(tx, job));
  }

  private async moveOne(job: MigrationJob, run: RunOnVersion, versions: MovedBetween) {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.house.tenancy.run(job, (tx) => moveRun(tx, { ...job, ...run, versions, at: this.house.now() }));
      } catch (error) {
        if (tries === triesMax || !lostRace(error)) throw error;
      }
    }
  }

  private async finish(tx: Tx, { tenantId, migrationId }: MigrationJob): Promise<MigrationResult> {
    const migration = await tx.runMigrations.lock(migrationId);
    if (migration?.state !== 'running' || !migration.start) return 'nothing_to_do';
    const at = this.house.now();
    const counted = await tx.migratedRuns.count(migrationId);
    const of = (outcome: string) => counted.filter((row) => row.outcome === outcome).reduce((sum, { count }) => sum + count, 0);
    // Another worker holds one that it could not move: the job comes back.
    if (of('waiting') > 0) throw new Error('a migration has requests left that were not looked at');
    const record = this.recordOf(tenantId, at, migration.start.entryId);
    tx.runMigrations.setState(migrationId, 'done', at);
    record.act({ action: 'workflow.migration_finished', subject: migrationSubjectOf(migration), after: { migrationId, toVersion: migration.toVersion, moved: of('moved'), changedMeanwhile: of('changed'), couldNotMove: of('stays') } });
    tx.conclude({ audit: record.audit });
    return 'done';
  }

  private readonly recordOf = (tenantId: string, at: Date, causeId: string | null) => new Record({ tenantId, actor: { kind: 'job', name: 'run-migrations' }, channel: 'job', traceId: null, causeId, at });
}


/** Somebody was quicker: serialization failure, deadlock (SQLSTATE). */
const lostRace = (error: unknown) => error instanceof Error && /^(40001|40P01)$/.test(String((error as { readonly code?: unknown }).code));

async function found(tx: Tx, migrationId: string): Promise<MigrationRow> {
  const migration = await tx.runMigrations.find(migrationId);
  if (!migration) throw new Error('a migration that was found is gone');
  return migration;
}
