import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody decided about many effects at once, and how far that has come. */
export class CreateEffectRepairs1796200065000 implements MigrationInterface {
  readonly name = 'CreateEffectRepairs1796200065000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.effect_repairs (
        tenant_id uuid not null,
        id uuid not null,
        how text not null check (how in ('retry', 'skip', 'mark_done')),
        reason text not null,
        of_state text not null check (of_state in ('failed', 'unknown', 'parked')),
        connection_id uuid,
        until timestamptz not null,
        state text not null check (state in ('running', 'stopped', 'done')),
        started_by uuid not null,
        started_at timestamptz not null,
        start_entry_id uuid not null,
        ended_at timestamptz,
        primary key (tenant_id, id),
        check ((state = 'running') = (ended_at is null)),
        foreign key (tenant_id, connection_id) references app.connections (tenant_id, id) on delete restrict,
        foreign key (tenant_id, started_by) references app.members (tenant_id, id) on delete restrict
      );
      create index effect_repairs_connection_idx on app.effect_repairs (tenant_id, connection_id);
      create index effect_repairs_started_by_idx on app.effect_repairs (tenant_id, started_by);

      alter table app.effect_repairs enable row level security;
      alter table app.effect_repairs force row level security;
      create policy tenant_isolation on app.effect_repairs
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (state, ended_at) on app.effect_repairs to cs_app;

      create table app.repaired_effects (
        tenant_id uuid not null,
        repair_id uuid not null,
        effect_id uuid not null,
        outcome text not null check (outcome in ('waiting', 'repaired', 'changed')),
        primary key (tenant_id, repair_id, effect_id),
        foreign key (tenant_id, repair_id) references app.effect_repairs (tenant_id, id) on delete restrict,
        foreign key (tenant_id, effect_id) references app.effects (tenant_id, id) on delete restrict
      );
      create index repaired_effects_waiting_idx on app.repaired_effects (tenant_id, repair_id, effect_id) where outcome = 'waiting';
      create index repaired_effects_effect_idx on app.repaired_effects (tenant_id, effect_id);

      alter table app.repaired_effects enable row level security;
      alter table app.repaired_effects force row level security;
      create policy tenant_isolation on app.repaired_effects
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (outcome) on app.repaired_effects to cs_app;

      select pgboss.create_queue('effect-repairs', '{"policy": "standard", "retryLimit": 1000, "retryDelay": 1, "retryBackoff": true, "retryDelayMax": 60, "expireInSeconds": 14400, "heartbeatSeconds": 10, "deleteAfterSeconds": 86400}');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
