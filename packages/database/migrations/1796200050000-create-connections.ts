import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Other systems that effects call, what is known of how they are doing, and every attempt of an effect that is no webhook. */
export class CreateConnections1796200050000 implements MigrationInterface {
  readonly name = 'CreateConnections1796200050000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.connections (
        tenant_id uuid not null references app.tenants (tenant_id) on delete restrict,
        id uuid not null,
        name text not null,
        base_url text not null,
        settings jsonb not null,
        sealed_secret bytea,
        binding_digest text not null,
        revision integer not null default 1,
        paused_at timestamptz,
        changed_at timestamptz not null,
        primary key (tenant_id, id),
        unique (tenant_id, name)
      );

      alter table app.connections enable row level security;
      alter table app.connections force row level security;
      create policy tenant_isolation on app.connections
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (name, base_url, settings, sealed_secret, binding_digest, revision, paused_at, changed_at) on app.connections to cs_app;

      create table app.connection_gates (
        tenant_id uuid not null,
        connection_id uuid not null,
        failures integer not null default 0,
        closed_until timestamptz,
        next_call_at timestamptz not null default now(),
        primary key (tenant_id, connection_id),
        foreign key (tenant_id, connection_id) references app.connections (tenant_id, id) on delete restrict
      );

      alter table app.connection_gates enable row level security;
      alter table app.connection_gates force row level security;
      create policy tenant_isolation on app.connection_gates
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (failures, closed_until, next_call_at) on app.connection_gates to cs_app;

      create table app.connection_tokens (
        tenant_id uuid not null,
        connection_id uuid not null,
        sealed_token bytea,
        expires_at timestamptz,
        binding_digest text not null,
        fetching_until timestamptz,
        primary key (tenant_id, connection_id),
        foreign key (tenant_id, connection_id) references app.connections (tenant_id, id) on delete restrict
      );

      alter table app.connection_tokens enable row level security;
      alter table app.connection_tokens force row level security;
      create policy tenant_isolation on app.connection_tokens
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (sealed_token, expires_at, binding_digest, fetching_until) on app.connection_tokens to cs_app;

      alter table app.effects add column connection_id uuid, add column binding_digest text, add column in_doubt boolean not null default false, add column attempts_before integer not null default 0;
      alter table app.effects drop constraint effects_kind_check, drop constraint effects_state_check, drop constraint effects_endpoint_check, drop constraint effects_resolved_check;
      alter table app.effects
        add constraint effects_kind_check check (kind in ('webhook', 'http', 'person')),
        add constraint effects_state_check check (state in ('wanted', 'running', 'succeeded', 'failed', 'unknown', 'parked', 'cancelled', 'resolved', 'skipped')),
        add constraint effects_endpoint_check check ((kind = 'webhook') = (endpoint_id is not null)),
        add constraint effects_connection_check check ((kind = 'http') = (connection_id is not null) and (connection_id is null) = (binding_digest is null)),
        add constraint effects_resolved_check check ((state in ('resolved', 'skipped')) = (resolved_by is not null) and (resolved_by is null) = (resolution is null)),
        add constraint effects_connection_fkey foreign key (tenant_id, connection_id) references app.connections (tenant_id, id) on delete restrict;
      grant update (in_doubt, binding_digest, attempts_before) on app.effects to cs_app;

      create table app.effect_attempts (
        tenant_id uuid not null,
        effect_id uuid not null,
        number integer not null,
        started_at timestamptz not null,
        duration_ms integer not null,
        asked text not null check (asked in ('call', 'look_up')),
        status integer,
        problem text,
        request jsonb not null,
        reply jsonb,
        drift jsonb,
        primary key (tenant_id, effect_id, number),
        foreign key (tenant_id, effect_id) references app.effects (tenant_id, id) on delete restrict
      );

      alter table app.effect_attempts enable row level security;
      alter table app.effect_attempts force row level security;
      create policy tenant_isolation on app.effect_attempts
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert on app.effect_attempts to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
