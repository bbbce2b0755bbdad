import { pageOf, readCursor, uuidCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';
import type { Visible } from '../requests/request-list.repository.js';

export type MigrationVerdict = 'unchanged' | 'voids' | 'ends' | 'stays';
export type MigrationOutcome = 'waiting' | 'moved' | 'changed' | 'stays';

/** What would happen to a run, as the plan keeps it; of a shape that services give it. */
export interface NewMigratedRun {
  readonly runId: string;
  readonly requestId: string;
  readonly verdict: MigrationVerdict;
  readonly foreseen: unknown;
  readonly foreseenDigest: string;
}

export interface MigratedRunRow extends NewMigratedRun {
  readonly outcome: MigrationOutcome;
  readonly outcomeAt: Date | null;
  readonly requestNumber: number;
  readonly requestTitle: string;
  /** Whether whoever looks may see the request. */
  readonly isVisible: boolean;
}

export interface CountedRuns {
  readonly verdict: MigrationVerdict;
  readonly outcome: MigrationOutcome;
  readonly count: number;
}

export interface RunOnVersion {
  readonly runId: string;
  readonly requestId: string;
}

export interface OpenClock {
  /** Of the task. */
  readonly number: number;
  readonly dueAt: Date;
}

const listRunning = {
  name: 'run_migrations.list_running',
  text: `select run.id as "runId", q.id as "requestId" from app.runs run
           join app.requests q on q.tenant_id = $1 and q.id = run.request_id and q.status in ('open', 'returned', 'needs_approver')
          where run.tenant_id = $1 and run.workflow_id = $2 and run.workflow_version = $3 and ($4::uuid is null or run.id > $4) order by run.id limit $5`,
};
const insert = {
  name: 'run_migrations.insert_runs',
  text: `insert into app.migrated_runs (tenant_id, migration_id, run_id, request_id, verdict, foreseen, foreseen_digest, outcome)
         select $1, $2, r."runId", r."requestId", r.verdict, r.foreseen, r."foreseenDigest", case when r.verdict = 'stays' then 'stays' else 'waiting' end
           from jsonb_to_recordset($3::jsonb) as r ("runId" uuid, "requestId" uuid, verdict text, foreseen jsonb, "foreseenDigest" text)`,
};
const listWaiting = {
  name: 'run_migrations.list_waiting',
  text: `select m.run_id as "runId", m.request_id as "requestId" from app.migrated_runs m
          where m.tenant_id = $1 and m.migration_id = $2 and m.outcome = 'waiting' and ($3::uuid is null or m.run_id > $3) order by m.run_id limit $4`,
};
const findWaiting = {
  name: 'run_migrations.find_waiting',
  text: `select m.foreseen_digest as "foreseenDigest" from app.migrated_runs m where m.tenant_id = $1 and m.migration_id = $2 and m.run_id = $3 and m.outcome = 'waiting'`,
};
const conclude = { name: 'run_migrations.conclude_run', text: `update app.migrated_runs set outcome = $4, outcome_at = $5 where tenant_id = $1 and migration_id = $2 and run_id = $3 and outcome = 'waiting'` };
const move = { name: 'run_migrations.move_run', text: 'update app.runs set workflow_version = $3 where tenant_id = $1 and id = $2' };
const listClocks = { name: 'run_migrations.list_clocks', text: `select t.number, t.due_at as "dueAt" from app.tasks t where t.tenant_id = $1 and t.run_id = $2 and t.status = 'open' and t.due_at is not null order by t.number` };
const count = {
  name: 'run_migrations.count_runs',
  text: 'select m.verdict, m.outcome, count(*)::int as count from app.migrated_runs m where m.tenant_id = $1 and m.migration_id = $2 group by m.verdict, m.outcome',
};
const countStopping = {
  name: 'run_migrations.count_stopping',
  text: `select (count(*) filter (where m.verdict = 'unchanged'))::int as unchanged, (count(*) filter (where m.verdict = 'voids'))::int as voids
           from app.migrated_runs m where m.tenant_id = $1 and m.migration_id = $2 and m.verdict in ('unchanged', 'voids') and m.foreseen->>'status' = 'needs_approver'`,
};
const list = {
  name: 'run_migrations.list_runs',
  text: `select m.run_id as "runId", q.id as "requestId", q.number::int as "requestNumber", q.title as "requestTitle", m.verdict, m.foreseen, m.foreseen_digest as "foreseenDigest", m.outcome, m.outcome_at as "outcomeAt",
                ($3 or q.requester_id = $4 or exists (select 1 from app.task_candidates c where c.tenant_id = $1 and c.request_id = q.id and c.member_id = $5 and c.included) or exists (select 1 from app.asks a where a.tenant_id = $1 and a.request_id = q.id and a.member_id = $5)) as "isVisible"
           from app.migrated_runs m
           join app.requests q on q.tenant_id = $1 and q.id = m.request_id
          where m.tenant_id = $1 and m.migration_id = $2 and ($6::text is null or case when m.outcome = 'changed' then 'changed' else m.verdict end = $6) and ($7::uuid is null or m.run_id > $7)
          order by m.run_id limit $8`,
};

/** What a migration says of each run, and what became of it. */
export class MigratedRunRepository {
  constructor(private readonly sql: Sql) {}

  /** Runs of a version that have not ended, after one, in the order of their ids. */
  listRunning(of: { readonly workflowId: string; readonly fromVersion: number }, after: string | null, limit: number): Promise<RunOnVersion[]> {
    return this.sql.rows(listRunning, [of.workflowId, of.fromVersion, after, limit]);
  }

  insert(migrationId: string, runs: readonly NewMigratedRun[]): void {
    if (runs.length > 0) this.sql.defer(insert, [migrationId, JSON.stringify(runs)]);
  }

  /** Runs that are still to be moved. */
  listWaiting(migrationId: string, after: string | null, limit: number): Promise<RunOnVersion[]> {
    return this.sql.rows(listWaiting, [migrationId, after, limit]);
  }

  /** What the plan said of a run that is still to be moved. Whoever moves it holds its request first. */
  async findWaiting(migrationId: string, runId: string): Promise<{ foreseenDigest: string } | null> {
    return (await this.sql.rows<{ foreseenDigest: string }>(findWaiting, [migrationId, runId]))[0] ?? null;
  }

  /** Puts off noting what became of a run. */
  conclude(migrationId: string, runId: string, outcome: 'moved' | 'changed', at: Date): void {
    this.sql.defer(conclude, [migrationId, runId, outcome, at]);
  }

  /** Puts off pinning a run to another version; to be saved with the change that moves it. */
  move(runId: string, toVersion: number): void {
    this.sql.defer(move, [runId, toVersion]);
  }

  /** When the open tasks of a run are due, where they are. */
  listClocks(runId: string): Promise<OpenClock[]> {
    return this.sql.rows<OpenClock>(listClocks, [runId]);
  }

  count(migrationId: string): Promise<CountedRuns[]> {
    return this.sql.rows<CountedRuns>(count, [migrationId]);
  }

  /** How many of those that move come to a step that nobody could sign, by what else the plan says of them. */
  async countStopping(migrationId: string): Promise<{ unchanged: number; voids: number }> {
    const [counted] = await this.sql.rows<{ unchanged: number; voids: number }>(countStopping, [migrationId]);
    return counted ?? { unchanged: 0, voids: 0 };
  }

  /** By what the plan says of them, or `changed`; all of them where `group` is null. */
  async list(migrationId: string, visible: Visible, group: MigrationVerdict | 'changed' | null, { limit, after }: PageRequest): Promise<PageOf<MigratedRunRow>> {
    const from = after === null ? null : readCursor(after, uuidCursor);
    const rows = await this.sql.rows<MigratedRunRow>(list, [migrationId, visible.all, visible.requesterId, visible.candidateId, group, from, limit + 1]);
    return pageOf(rows, limit, ({ runId }) => runId);
  }
}
