import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Effects that people carry out outside: who was asked, and why they. */
export class AskPeople1796410000000 implements MigrationInterface {
  readonly name = 'AskPeople1796410000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.asks (
        tenant_id uuid not null,
        effect_id uuid not null,
        member_id uuid not null,
        request_id uuid not null,
        because text not null,
        -- False of whoever was asked before others were asked instead: they may see the request still, and answer no more.
        counts boolean not null,
        asked_at timestamptz not null,
        primary key (tenant_id, effect_id, member_id),
        foreign key (tenant_id, effect_id) references app.effects (tenant_id, id) on delete restrict,
        foreign key (tenant_id, member_id) references app.members (tenant_id, id) on delete restrict,
        foreign key (tenant_id, request_id) references app.requests (tenant_id, id) on delete restrict
      );
      create index asks_member_idx on app.asks (tenant_id, member_id, request_id);
      create index asks_request_idx on app.asks (tenant_id, request_id, member_id);

      alter table app.asks enable row level security;
      alter table app.asks force row level security;
      create policy tenant_isolation on app.asks
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (because, counts, asked_at) on app.asks to cs_app;

      alter table app.effects drop constraint effects_kind_check, drop constraint effects_state_check;
      alter table app.effects
        add constraint effects_kind_check check (kind in ('webhook', 'http', 'mail', 'message', 'notice', 'ask', 'person')),
        add constraint effects_state_check check (state in ('wanted', 'running', 'succeeded', 'failed', 'unknown', 'parked', 'cancelled', 'resolved', 'skipped', 'given_up', 'called_off', 'compensating', 'compensated', 'asked')),
        add constraint effects_asked_check check (state <> 'asked' or kind = 'ask');
      alter table app.effect_attempts drop constraint effect_attempts_asked_check;
      alter table app.effect_attempts add constraint effect_attempts_asked_check check (asked in ('call', 'look_up', 'mail', 'notice', 'ask'));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
