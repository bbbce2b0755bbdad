import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Plans to move requests that run on one version of a workflow to another, what each plan says of each of them, and what became of it. */
export class CreateRunMigrations1795982400000 implements MigrationInterface {
  readonly name = 'CreateRunMigrations1795982400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.run_migrations (
        tenant_id uuid not null,
        id uuid not null,
        workflow_id uuid not null,
        from_version integer not null,
        to_version integer not null,
        -- replaced: a newer plan for the same version took its place.
        state text not null check (state in ('planning', 'planned', 'running', 'stopped', 'done', 'replaced')),
        planned_by uuid not null,
        planned_at timestamptz not null,
        -- The last run that was looked at, while it is being planned.
        planned_through uuid,
        -- Of all that the plan says so far; of the whole plan once it is planned.
        plan_digest text not null,
        started_by uuid,
        started_at timestamptz,
        reason text,
        -- The audit entry of its start, which every move names as its cause.
        start_entry_id uuid,
        ended_at timestamptz,
        primary key (tenant_id, id),
        check ((started_by is null) = (started_at is null) and (started_by is null) = (reason is null) and (started_by is null) = (start_entry_id is null)),
        check (started_by is not null or state in ('planning', 'planned', 'replaced')),
        foreign key (tenant_id, workflow_id, from_version) references app.workflow_versions (tenant_id, workflow_id, version) on delete restrict,
        foreign key (tenant_id, workflow_id, to_version) references app.workflow_versions (tenant_id, workflow_id, version) on delete restrict,
        foreign key (tenant_id, planned_by) references app.members (tenant_id, id) on delete restrict,
        foreign key (tenant_id, started_by) references app.members (tenant_id, id) on delete restrict
      );
      create index run_migrations_from_idx on app.run_migrations (tenant_id, workflow_id, from_version, id);
      create index run_migrations_to_idx on app.run_migrations (tenant_id, workflow_id, to_version);
      create index run_migrations_planned_by_idx on app.run_migrations (tenant_id, planned_by);
      create index run_migrations_started_by_idx on app.run_migrations (tenant_id, started_by);

      alter table app.run_migrations enable row level security;
      alter table app.run_migrations force row level security;
      create policy tenant_isolation on app.run_migrations
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (state, planned_through, plan_digest, started_by, started_at, reason, start_entry_id, ended_at) on app.run_migrations to cs_app;

      create table app.migrated_runs (
        tenant_id uuid not null,
        migration_id uuid not null,
        run_id uuid not null,
        request_id uuid not null,
        -- What the plan says: the run moves as it is; signatures are voided; moving decides it; it cannot move.
        verdict text not null check (verdict in ('unchanged', 'voids', 'ends', 'stays')),
        foreseen jsonb not null,
        foreseen_digest text not null,
        -- What became of it. changed: something else would have happened than the plan said, so nothing did.
        outcome text not null check (outcome in ('waiting', 'moved', 'changed', 'stays')),
        outcome_at timestamptz,
        primary key (tenant_id, migration_id, run_id),
        check ((outcome in ('moved', 'changed')) = (outcome_at is not null)),
        check ((verdict = 'stays') = (outcome = 'stays')),
        foreign key (tenant_id, migration_id) references app.run_migrations (tenant_id, id) on delete restrict,
        foreign key (tenant_id, run_id) references app.runs (tenant_id, id) on delete restrict,
        foreign key (tenant_id, request_id) references app.requests (tenant_id, id) on delete restrict
      );
      create index migrated_runs_waiting_idx on app.migrated_runs (tenant_id, migration_id, run_id) where outcome = 'waiting';
      create index migrated_runs_run_idx on app.migrated_runs (tenant_id, run_id);
      create index migrated_runs_request_idx on app.migrated_runs (tenant_id, request_id);

      alter table app.migrated_runs enable row level security;
      alter table app.migrated_runs force row level security;
      create policy tenant_isolation on app.migrated_runs
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (outcome, outcome_at) on app.migrated_runs to cs_app;

      grant update (workflow_version) on app.runs to cs_app;

      -- One job looks at, or moves, everything of one migration; a worker that is killed stops beating, and another goes on from the rows.
      select pgboss.create_queue('run-migrations', '{"policy": "standard", "retryLimit": 1000, "retryDelay": 1, "retryBackoff": true, "retryDelayMax": 60, "expireInSeconds": 14400, "heartbeatSeconds": 10, "deleteAfterSeconds": 86400}');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
