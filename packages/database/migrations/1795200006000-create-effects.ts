import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Webhook endpoints, the effects that runs want, and every delivery and attempt. */
export class CreateEffects1795200006000 implements MigrationInterface {
  readonly name = 'CreateEffects1795200006000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.webhook_endpoints (
        tenant_id uuid not null references app.tenants (tenant_id) on delete restrict,
        id uuid not null,
        name text not null,
        url text not null,
        sealed_secret bytea not null,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, name)
      );

      alter table app.webhook_endpoints enable row level security;
      alter table app.webhook_endpoints force row level security;
      create policy tenant_isolation on app.webhook_endpoints
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert on app.webhook_endpoints to cs_app;

      create table app.effects (
        tenant_id uuid not null,
        id uuid not null,
        run_id uuid not null,
        request_id uuid not null,
        step_id text not null,
        step_name text not null,
        kind text not null check (kind in ('webhook')),
        endpoint_id uuid not null,
        event text not null,
        payload text not null,
        payload_digest text not null,
        revision_digest text not null,
        state text not null check (state in ('wanted', 'running', 'succeeded', 'failed', 'parked')),
        lease_until timestamptz,
        attempts integer not null default 0,
        next_attempt_at timestamptz,
        last_problem text,
        wanted_at timestamptz not null,
        ended_at timestamptz,
        cause_id uuid not null,
        primary key (tenant_id, id),
        unique (tenant_id, run_id, step_id),
        foreign key (tenant_id, run_id) references app.runs (tenant_id, id) on delete restrict,
        foreign key (tenant_id, request_id) references app.requests (tenant_id, id) on delete restrict,
        foreign key (tenant_id, endpoint_id) references app.webhook_endpoints (tenant_id, id) on delete restrict
      );
      create index effects_request_idx on app.effects (tenant_id, request_id);
      create index effects_endpoint_idx on app.effects (tenant_id, endpoint_id);

      alter table app.effects enable row level security;
      alter table app.effects force row level security;
      create policy tenant_isolation on app.effects
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (state, lease_until, attempts, next_attempt_at, last_problem, ended_at) on app.effects to cs_app;

      create table app.webhook_deliveries (
        tenant_id uuid not null,
        id uuid not null,
        effect_id uuid not null,
        request_id uuid not null,
        endpoint_id uuid not null,
        event text not null,
        state text not null check (state in ('pending', 'sending', 'delivered', 'failed')),
        next_attempt_at timestamptz,
        created_at timestamptz not null,
        delivered_at timestamptz,
        primary key (tenant_id, id),
        unique (tenant_id, effect_id),
        foreign key (tenant_id, effect_id) references app.effects (tenant_id, id) on delete restrict,
        foreign key (tenant_id, request_id) references app.requests (tenant_id, id) on delete restrict,
        foreign key (tenant_id, endpoint_id) references app.webhook_endpoints (tenant_id, id) on delete restrict
      );
      create index webhook_deliveries_request_idx on app.webhook_deliveries (tenant_id, request_id);
      create index webhook_deliveries_endpoint_idx on app.webhook_deliveries (tenant_id, endpoint_id);

      alter table app.webhook_deliveries enable row level security;
      alter table app.webhook_deliveries force row level security;
      create policy tenant_isolation on app.webhook_deliveries
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (state, next_attempt_at, delivered_at) on app.webhook_deliveries to cs_app;

      create table app.delivery_attempts (
        tenant_id uuid not null,
        delivery_id uuid not null,
        number integer not null,
        started_at timestamptz not null,
        duration_ms integer not null,
        status integer,
        problem text,
        primary key (tenant_id, delivery_id, number),
        foreign key (tenant_id, delivery_id) references app.webhook_deliveries (tenant_id, id) on delete restrict
      );

      alter table app.delivery_attempts enable row level security;
      alter table app.delivery_attempts force row level security;
      create policy tenant_isolation on app.delivery_attempts
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert on app.delivery_attempts to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
