import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls that an admin has made to see whether a connection works, and what came of each. They are forgotten after a while. */
export class CreateConnectionTests1796200070000 implements MigrationInterface {
  readonly name = 'CreateConnectionTests1796200070000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.connection_tests (
        tenant_id uuid not null,
        id uuid not null,
        connection_id uuid not null,
        path text not null,
        asked_by uuid not null,
        asked_at timestamptz not null,
        cause_id uuid not null,
        stage text check (stage in ('credential', 'refused', 'not_reached', 'unanswered', 'answered')),
        started_at timestamptz,
        duration_ms integer,
        status integer,
        problem text,
        request jsonb,
        reply jsonb,
        drift jsonb,
        primary key (tenant_id, id),
        check ((stage is null) = (started_at is null) and (stage is null) = (duration_ms is null)),
        check ((stage is not distinct from 'answered') = (status is not null)),
        foreign key (tenant_id, connection_id) references app.connections (tenant_id, id) on delete restrict,
        foreign key (tenant_id, asked_by) references app.members (tenant_id, id) on delete restrict
      );
      create index connection_tests_connection_idx on app.connection_tests (tenant_id, connection_id, id);
      create index connection_tests_asked_by_idx on app.connection_tests (tenant_id, asked_by);
      create index connection_tests_asked_at_idx on app.connection_tests (tenant_id, asked_at);

      alter table app.connection_tests enable row level security;
      alter table app.connection_tests force row level security;
      create policy tenant_isolation on app.connection_tests
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, delete, update (stage, started_at, duration_ms, status, problem, request, reply, drift) on app.connection_tests to cs_app;

      -- Somebody is looking: what a killed worker left is taken over soon, and given up soon.
      select pgboss.create_queue('connection-tests', '{"policy": "standard", "retryLimit": 3, "retryDelay": 1, "retryBackoff": true, "retryDelayMax": 10, "expireInSeconds": 300, "heartbeatSeconds": 10, "deleteAfterSeconds": 86400}');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
