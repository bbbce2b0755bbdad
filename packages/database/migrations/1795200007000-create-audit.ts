import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was done by whom (append-only), what is billed, and what was answered to which key. */
export class CreateAudit1795200007000 implements MigrationInterface {
  readonly name = 'CreateAudit1795200007000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- The columns beside the bytes are read from the bytes, so that they cannot say anything else.
      create function app.read_canonical(canonical bytea, path text[]) returns text
      language sql immutable strict parallel safe set search_path = pg_catalog as $body$
        select convert_from(canonical, 'UTF8')::jsonb #>> path;
      $body$;
      revoke all on function app.read_canonical(bytea, text[]) from public;
      grant execute on function app.read_canonical(bytea, text[]) to cs_app;

      create table app.audit_entries (
        tenant_id uuid not null references app.tenants (tenant_id) on delete restrict,
        id uuid not null,
        xid xid8 not null default pg_current_xact_id(),
        at timestamptz not null default clock_timestamp(),
        canonical bytea not null,
        leaf bytea not null generated always as (sha256('\\x00'::bytea || canonical)) stored,
        action text not null generated always as (app.read_canonical(canonical, '{action}')) stored,
        subject_id text not null generated always as (app.read_canonical(canonical, '{subject,id}')) stored,
        primary key (tenant_id, id)
      );
      create index audit_entries_subject_idx on app.audit_entries (tenant_id, subject_id, id desc);
      create index audit_entries_action_idx on app.audit_entries (tenant_id, action, id desc);

      alter table app.audit_entries enable row level security;
      alter table app.audit_entries force row level security;
      create policy tenant_isolation on app.audit_entries
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert on app.audit_entries to cs_app;

      create table app.usage_events (
        tenant_id uuid not null references app.tenants (tenant_id) on delete restrict,
        meter text not null,
        subject_id uuid not null,
        quantity numeric not null,
        at timestamptz not null,
        primary key (tenant_id, meter, subject_id)
      );

      alter table app.usage_events enable row level security;
      alter table app.usage_events force row level security;
      create policy tenant_isolation on app.usage_events
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert on app.usage_events to cs_app;

      create table app.idempotency_keys (
        tenant_id uuid not null,
        actor_id uuid not null,
        operation text not null,
        key text not null,
        body_digest text not null,
        reply text,
        receipt text,
        created_at timestamptz not null default now(),
        primary key (tenant_id, actor_id, operation, key)
      );
      create index idempotency_keys_age_idx on app.idempotency_keys (tenant_id, created_at);

      alter table app.idempotency_keys enable row level security;
      alter table app.idempotency_keys force row level security;
      create policy tenant_isolation on app.idempotency_keys
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (reply, receipt), delete on app.idempotency_keys to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
