import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Records of other systems as they were read before somebody signed, and which decision saw which. */
export class CreateOutsideRecords1796200051000 implements MigrationInterface {
  readonly name = 'CreateOutsideRecords1796200051000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.outside_records (
        tenant_id uuid not null,
        id uuid not null,
        request_id uuid not null,
        task_id uuid not null,
        step_id text not null,
        connection_id uuid not null,
        path text not null,
        fields jsonb not null,
        state text not null check (state in ('wanted', 'read', 'unreadable')),
        content jsonb,
        fingerprint text,
        binding_digest text,
        problem text,
        attempts integer not null default 0,
        wanted_at timestamptz not null,
        read_at timestamptz,
        primary key (tenant_id, id),
        check ((state = 'read') = (content is not null) and (content is null) = (fingerprint is null) and (content is null) = (read_at is null)),
        foreign key (tenant_id, request_id) references app.requests (tenant_id, id) on delete restrict,
        foreign key (tenant_id, task_id) references app.tasks (tenant_id, id) on delete restrict,
        foreign key (tenant_id, connection_id) references app.connections (tenant_id, id) on delete restrict
      );
      create index outside_records_request_idx on app.outside_records (tenant_id, request_id);
      create index outside_records_task_idx on app.outside_records (tenant_id, task_id);
      create index outside_records_connection_idx on app.outside_records (tenant_id, connection_id);

      alter table app.outside_records enable row level security;
      alter table app.outside_records force row level security;
      create policy tenant_isolation on app.outside_records
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (state, content, fingerprint, binding_digest, problem, attempts, read_at) on app.outside_records to cs_app;

      create table app.decision_records (
        tenant_id uuid not null,
        decision_id uuid not null,
        record_id uuid not null,
        primary key (tenant_id, decision_id, record_id),
        foreign key (tenant_id, decision_id) references app.decisions (tenant_id, id) on delete restrict,
        foreign key (tenant_id, record_id) references app.outside_records (tenant_id, id) on delete restrict
      );
      create index decision_records_record_idx on app.decision_records (tenant_id, record_id);

      alter table app.decision_records enable row level security;
      alter table app.decision_records force row level security;
      create policy tenant_isolation on app.decision_records
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert on app.decision_records to cs_app;

      alter table app.effects add column seen_records jsonb, add column accepted_records jsonb;
      grant update (seen_records, accepted_records) on app.effects to cs_app;

      select pgboss.create_queue('outside-records', '{"policy": "standard", "retryLimit": 1000, "retryDelay": 1, "retryBackoff": true, "retryDelayMax": 60, "expireInSeconds": 300, "heartbeatSeconds": 10, "deleteAfterSeconds": 86400}');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
