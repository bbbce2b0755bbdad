import type { Sql } from '../platform/sql.js';

export type MigrationState = 'planning' | 'planned' | 'running' | 'stopped' | 'done' | 'replaced';

export interface NewMigration {
  readonly id: string;
  readonly workflowId: string;
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly plannedBy: string;
  readonly plannedAt: Date;
  /** What the digest of the plan begins with. */
  readonly planDigest: string;
}

export interface MigrationRow extends NewMigration {
  readonly workflowName: string;
  readonly state: MigrationState;
  readonly plannedByName: string;
  /** The last run that was looked at, while it is being planned. */
  readonly plannedThrough: string | null;
  readonly start: { readonly by: string; readonly byName: string; readonly reason: string; readonly entryId: string } | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** Whether new requests run on the version that it moves to. */
  readonly isTargetLive: boolean;
}

const insert = {
  name: 'run_migrations.insert',
  text: `insert into app.run_migrations (tenant_id, id, workflow_id, from_version, to_version, state, planned_by, planned_at, plan_digest) values ($1, $2, $3, $4, $5, 'planning', $6, $7, $8)`,
};
const find = {
  name: 'run_migrations.find',
  text: `select g.id, g.workflow_id as "workflowId", w.name as "workflowName", g.from_version as "fromVersion", g.to_version as "toVersion", g.state, g.planned_by as "plannedBy", p.name as "plannedByName",
                g.planned_at as "plannedAt", g.planned_through as "plannedThrough", g.plan_digest as "planDigest", g.started_at as "startedAt", g.ended_at as "endedAt",
                case when g.started_by is null then null else jsonb_build_object('by', g.started_by, 'byName', s.name, 'reason', g.reason, 'entryId', g.start_entry_id) end as start,
                v.state = 'published' as "isTargetLive"
           from app.run_migrations g
           join app.workflows w on w.tenant_id = $1 and w.id = g.workflow_id
           join app.workflow_versions v on v.tenant_id = $1 and v.workflow_id = g.workflow_id and v.version = g.to_version
           join app.members p on p.tenant_id = $1 and p.id = g.planned_by
           left join app.members s on s.tenant_id = $1 and s.id = g.started_by
          where g.tenant_id = $1 and g.id = $2`,
};
// Statements of their own, before the one that reads: what is read in the statement that waits is from before the wait.
const lock = { name: 'run_migrations.lock', text: 'select g.id from app.run_migrations g where g.tenant_id = $1 and g.id = $2 for update' };
const hold = { name: 'run_migrations.hold', text: `select g.id from app.run_migrations g where g.tenant_id = $1 and g.id = $2 and g.state = 'running' for share` };
const isRunning = { name: 'run_migrations.is_running', text: `select g.id from app.run_migrations g where g.tenant_id = $1 and g.workflow_id = $2 and g.state = 'running'` };
const replace = {
  name: 'run_migrations.replace',
  text: `update app.run_migrations set state = 'replaced', ended_at = $4 where tenant_id = $1 and workflow_id = $2 and from_version = $3 and state in ('planning', 'planned', 'stopped')`,
};
const advance = { name: 'run_migrations.advance', text: 'update app.run_migrations set planned_through = coalesce($3, planned_through), plan_digest = $4, state = $5 where tenant_id = $1 and id = $2' };
const start = {
  name: 'run_migrations.start',
  text: `update app.run_migrations set state = 'running', started_by = $3, started_at = $4, reason = $5, start_entry_id = $6 where tenant_id = $1 and id = $2`,
};
const setState = { name: 'run_migrations.set_state', text: `update app.run_migrations set state = $3, ended_at = $4 where tenant_id = $1 and id = $2` };

/** Plans to move requests from one version of a workflow to another, and how far each has come. */
export class RunMigrationRepository {
  constructor(private readonly sql: Sql) {}

  insert({ id, workflowId, fromVersion, toVersion, plannedBy, plannedAt, planDigest }: NewMigration): void {
    this.sql.defer(insert, [id, workflowId, fromVersion, toVersion, plannedBy, plannedAt, planDigest]);
  }

  async find(id: string): Promise<MigrationRow | null> {
    return (await this.sql.rows<MigrationRow>(find, [id]))[0] ?? null;
  }

  async lock(id: string): Promise<MigrationRow | null> {
    const [, row] = await Promise.all([this.sql.rows(lock, [id]), this.find(id)]);
    return row;
  }

  /** Keeps a migration that is under way from being stopped until the transaction ends; null where it is not under way. */
  async hold(id: string): Promise<MigrationRow | null> {
    const [held, row] = await Promise.all([this.sql.rows(hold, [id]), this.find(id)]);
    return held.length === 0 ? null : row;
  }

  /** Whether requests of this workflow are being moved. */
  async isRunning(workflowId: string): Promise<boolean> {
    return (await this.sql.rows(isRunning, [workflowId])).length > 0;
  }

  /** A new plan takes the place of those for the same version that are not under way. */
  async replace(workflowId: string, fromVersion: number, at: Date): Promise<void> {
    await this.sql.rows(replace, [workflowId, fromVersion, at]);
  }

  /** Puts off noting how far the planning has come. */
  advance(id: string, { through, planDigest, state }: { readonly through: string | null; readonly planDigest: string; readonly state: 'planning' | 'planned' }): void {
    this.sql.defer(advance, [id, through, planDigest, state]);
  }

  start(id: string, by: { readonly memberId: string; readonly at: Date; readonly reason: string; readonly entryId: string }): void {
    this.sql.defer(start, [id, by.memberId, by.at, by.reason, by.entryId]);
  }

  setState(id: string, state: 'running' | 'stopped' | 'done', endedAt: Date | null): void {
    this.sql.defer(setState, [id, state, endedAt]);
  }
}
