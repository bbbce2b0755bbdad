import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a comparison of both sides found, what is decided about it, and which of two twins counts. */
export class CreateRecordFindings1796400051000 implements MigrationInterface {
  readonly name = 'CreateRecordFindings1796400051000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- The record that counts in place of this one, where somebody has said that both are the same.
      alter table app.kept_records add column twin_of text;
      grant update (twin_of) on app.kept_records to cs_app;

      -- What a comparison has read so far; forgotten once it is over.
      create table app.said_records (
        tenant_id uuid not null,
        reading_id uuid not null,
        outside_id text not null,
        natural_key text,
        primary key (tenant_id, reading_id, outside_id),
        foreign key (tenant_id, reading_id) references app.record_readings (tenant_id, id) on delete restrict
      );
      create index said_records_natural_key_idx on app.said_records (tenant_id, reading_id, natural_key) where natural_key is not null;

      alter table app.said_records enable row level security;
      alter table app.said_records force row level security;
      create policy tenant_isolation on app.said_records
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, delete on app.said_records to cs_app;

      create table app.record_repairs (
        tenant_id uuid not null,
        id uuid not null,
        reading_id uuid not null,
        kind text not null check (kind in ('missing_there', 'missing_here', 'doubled', 'different')),
        how text not null check (how in ('take_theirs', 'mark_gone', 'declare_twin', 'ignore')),
        counts_id text,
        reason text not null,
        state text not null check (state in ('running', 'stopped', 'done')),
        started_by uuid not null,
        started_at timestamptz not null,
        start_entry_id uuid not null,
        ended_at timestamptz,
        primary key (tenant_id, id),
        check ((state = 'running') = (ended_at is null)),
        check ((how = 'declare_twin') = (counts_id is not null)),
        foreign key (tenant_id, reading_id) references app.record_readings (tenant_id, id) on delete restrict,
        foreign key (tenant_id, started_by) references app.members (tenant_id, id) on delete restrict
      );
      create index record_repairs_reading_idx on app.record_repairs (tenant_id, reading_id, id);
      create index record_repairs_started_by_idx on app.record_repairs (tenant_id, started_by);

      alter table app.record_repairs enable row level security;
      alter table app.record_repairs force row level security;
      create policy tenant_isolation on app.record_repairs
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (state, ended_at) on app.record_repairs to cs_app;

      create table app.record_findings (
        tenant_id uuid not null,
        id uuid not null,
        reading_id uuid not null,
        record_set_id uuid not null,
        kind text not null check (kind in ('missing_there', 'missing_here', 'doubled', 'different')),
        outside_id text not null,
        title text,
        kept_digest text,
        said jsonb,
        twins jsonb,
        differences jsonb not null,
        state text not null check (state in ('open', 'waiting', 'repaired', 'changed', 'ignored')),
        repair_id uuid,
        settled_at timestamptz,
        primary key (tenant_id, id),
        check ((kind = 'doubled') = (twins is not null)),
        check ((kind in ('missing_here', 'different')) = (said is not null)),
        check ((state = 'open') = (repair_id is null)),
        foreign key (tenant_id, reading_id) references app.record_readings (tenant_id, id) on delete restrict,
        foreign key (tenant_id, record_set_id) references app.record_sets (tenant_id, id) on delete restrict,
        foreign key (tenant_id, repair_id) references app.record_repairs (tenant_id, id) on delete restrict
      );
      create index record_findings_reading_idx on app.record_findings (tenant_id, reading_id, kind, id);
      create index record_findings_set_idx on app.record_findings (tenant_id, record_set_id);
      create index record_findings_repair_idx on app.record_findings (tenant_id, repair_id, id);

      alter table app.record_findings enable row level security;
      alter table app.record_findings force row level security;
      create policy tenant_isolation on app.record_findings
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (state, repair_id, settled_at) on app.record_findings to cs_app;

      select pgboss.create_queue('record-repairs', '{"policy": "standard", "retryLimit": 1000, "retryDelay": 1, "retryBackoff": true, "retryDelayMax": 60, "expireInSeconds": 14400, "heartbeatSeconds": 10, "deleteAfterSeconds": 86400}');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
