import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Records of other systems that are kept in step with them: what is read and how, what is kept, and each reading. */
export class CreateRecordSets1796400050000 implements MigrationInterface {
  readonly name = 'CreateRecordSets1796400050000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.record_sets (
        tenant_id uuid not null,
        id uuid not null,
        name text not null,
        connection_id uuid not null,
        settings jsonb not null,
        next_reading_at timestamptz,
        revision integer not null,
        changed_at timestamptz not null,
        primary key (tenant_id, id),
        unique (tenant_id, name),
        foreign key (tenant_id, connection_id) references app.connections (tenant_id, id) on delete restrict
      );
      create index record_sets_connection_idx on app.record_sets (tenant_id, connection_id);
      create index record_sets_due_idx on app.record_sets (tenant_id, next_reading_at) where next_reading_at is not null;
      alter table app.record_sets enable row level security;
      alter table app.record_sets force row level security;
      create policy tenant_isolation on app.record_sets
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (name, settings, next_reading_at, revision, changed_at) on app.record_sets to cs_app;

      create table app.record_readings (
        tenant_id uuid not null,
        id uuid not null,
        record_set_id uuid not null,
        set_revision integer not null,
        purpose text not null check (purpose in ('keep', 'compare')),
        state text not null check (state in ('running', 'stopped', 'done', 'failed')),
        next_path text,
        pages integer not null default 0,
        seen integer not null default 0,
        added integer not null default 0,
        changed integer not null default 0,
        unchanged integer not null default 0,
        unreadable integer not null default 0,
        not_seen integer,
        attempts integer not null default 0,
        problem text,
        started_by uuid,
        started_at timestamptz not null,
        start_entry_id uuid not null,
        ended_at timestamptz,
        primary key (tenant_id, id),
        check ((state = 'running') = (ended_at is null)),
        check ((state = 'running') = (next_path is not null)),
        foreign key (tenant_id, record_set_id) references app.record_sets (tenant_id, id) on delete restrict,
        foreign key (tenant_id, started_by) references app.members (tenant_id, id) on delete restrict
      );
      create index record_readings_set_idx on app.record_readings (tenant_id, record_set_id, id);
      -- One at a time of each set.
      create unique index record_readings_running_idx on app.record_readings (tenant_id, record_set_id) where state = 'running';
      create index record_readings_started_by_idx on app.record_readings (tenant_id, started_by);
      alter table app.record_readings enable row level security;
      alter table app.record_readings force row level security;
      create policy tenant_isolation on app.record_readings
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (state, next_path, pages, seen, added, changed, unchanged, unreadable, not_seen, attempts, problem, ended_at) on app.record_readings to cs_app;

      create table app.kept_records (
        tenant_id uuid not null,
        record_set_id uuid not null,
        outside_id text not null,
        version text not null,
        version_rank numeric not null,
        state text not null check (state in ('current', 'quarantined', 'gone')),
        state_rank smallint not null,
        digest text not null,
        title text,
        natural_key text,
        fields jsonb not null,
        problem text,
        seen_at timestamptz not null,
        seen_reading_id uuid,
        changed_at timestamptz not null,
        primary key (tenant_id, record_set_id, outside_id),
        check (state_rank = case state when 'current' then 0 when 'quarantined' then 1 else 2 end),
        check ((state = 'quarantined') = (problem is not null)),
        foreign key (tenant_id, record_set_id) references app.record_sets (tenant_id, id) on delete restrict
      );
      create index kept_records_natural_key_idx on app.kept_records (tenant_id, record_set_id, natural_key) where natural_key is not null;
      create index kept_records_state_idx on app.kept_records (tenant_id, record_set_id, state, outside_id);
      alter table app.kept_records enable row level security;
      alter table app.kept_records force row level security;
      create policy tenant_isolation on app.kept_records
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (version, version_rank, state, state_rank, digest, title, natural_key, fields, problem, seen_at, seen_reading_id, changed_at) on app.kept_records to cs_app;

      create table app.record_versions (
        tenant_id uuid not null,
        record_set_id uuid not null,
        outside_id text not null,
        id uuid not null,
        version text not null,
        state text not null check (state in ('current', 'quarantined', 'gone')),
        title text,
        natural_key text,
        fields jsonb not null,
        problem text,
        via text not null check (via in ('reading', 'message', 'repair')),
        via_id uuid not null,
        at timestamptz not null,
        primary key (tenant_id, record_set_id, outside_id, id),
        foreign key (tenant_id, record_set_id, outside_id) references app.kept_records (tenant_id, record_set_id, outside_id) on delete restrict
      );
      alter table app.record_versions enable row level security;
      alter table app.record_versions force row level security;
      create policy tenant_isolation on app.record_versions
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert on app.record_versions to cs_app;

      -- What a killed worker left is taken over by the next, which goes on with the page that was not taken.
      select pgboss.create_queue('record-readings', '{"policy": "standard", "retryLimit": 1000, "retryDelay": 1, "retryBackoff": true, "retryDelayMax": 60, "expireInSeconds": 14400, "heartbeatSeconds": 10, "deleteAfterSeconds": 86400}');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
