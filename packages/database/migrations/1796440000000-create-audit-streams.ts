import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit of a company, sent on to a webhook endpoint in its lasting order. */
export class CreateAuditStreams1796440000000 implements MigrationInterface {
  readonly name = 'CreateAuditStreams1796440000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.audit_streams (
        tenant_id uuid not null,
        id uuid not null,
        endpoint_id uuid not null,
        state text not null check (state in ('running', 'stopped')),
        -- Index of the first entry that it was begun with.
        from_index bigint not null check (from_index >= 0),
        -- Index of the entry that is sent next: everything from the first to before it has arrived.
        next_index bigint not null check (next_index >= from_index),
        -- The entries under way, said once: every attempt at them sends the same bytes under the same id. Null between two.
        batch_size integer check (batch_size between 1 and 1000),
        batch_at timestamptz,
        batch_checkpoint text,
        attempts integer not null default 0 check (attempts >= 0),
        next_attempt_at timestamptz,
        status integer,
        problem text,
        arrived_at timestamptz,
        -- Until then one worker has it; another that finds it so comes again.
        held_until timestamptz,
        -- Whether a job is there that goes on with it. Where there is none, whoever takes entries into the log wakes it.
        awake boolean not null,
        started_by uuid not null,
        started_at timestamptz not null,
        start_entry_id uuid not null,
        ended_at timestamptz,
        primary key (tenant_id, id),
        check ((state = 'running') = (ended_at is null)),
        check ((batch_size is null) = (batch_at is null)),
        check (batch_size is not null or (batch_checkpoint is null and attempts = 0 and next_attempt_at is null)),
        foreign key (tenant_id, endpoint_id) references app.webhook_endpoints (tenant_id, id) on delete restrict,
        foreign key (tenant_id, started_by) references app.members (tenant_id, id) on delete restrict
      );
      create index audit_streams_endpoint_idx on app.audit_streams (tenant_id, endpoint_id, id);
      create index audit_streams_started_by_idx on app.audit_streams (tenant_id, started_by);
      -- Two at once would send everything twice.
      create unique index audit_streams_running_idx on app.audit_streams (tenant_id, endpoint_id) where state = 'running';

      alter table app.audit_streams enable row level security;
      alter table app.audit_streams force row level security;
      create policy tenant_isolation on app.audit_streams
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (state, next_index, batch_size, batch_at, batch_checkpoint, attempts, next_attempt_at, status, problem, arrived_at, held_until, awake, ended_at) on app.audit_streams to cs_app;

      -- A job sends what there is of one stream; a worker that is killed stops beating, and another goes on from the row.
      select pgboss.create_queue('audit-streams', '{"policy": "standard", "retryLimit": 1000, "retryDelay": 1, "retryBackoff": true, "retryDelayMax": 60, "expireInSeconds": 14400, "heartbeatSeconds": 10, "deleteAfterSeconds": 86400}');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
