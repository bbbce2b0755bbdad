import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which secret a message was known, which effect it was about, and when and why a source refused one: what a person mends a source or its sender by. */
export class NoteWhatCameOfMessages1796400040000 implements MigrationInterface {
  readonly name = 'NoteWhatCameOfMessages1796400040000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table app.inbound_messages add column secret_made_at timestamptz, add column effect_id uuid');
    await queryRunner.query('alter table app.inbound_messages add foreign key (tenant_id, effect_id) references app.effects (tenant_id, id) on delete restrict');
    await queryRunner.query('grant update (effect_id) on app.inbound_messages to cs_app');
    await queryRunner.query(refusals);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}

const refusals = `
  -- One row for each source and reason, however many are refused: nothing of what was sent is kept.
  create table app.webhook_source_refusals (
    tenant_id uuid not null,
    source_id uuid not null,
    reason text not null check (reason in ('unsigned', 'signature_wrong', 'time_far')),
    last_at timestamptz not null,
    primary key (tenant_id, source_id, reason),
    foreign key (tenant_id, source_id) references app.webhook_sources (tenant_id, id) on delete restrict
  );

  alter table app.webhook_source_refusals enable row level security;
  alter table app.webhook_source_refusals force row level security;
  create policy tenant_isolation on app.webhook_source_refusals
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
  grant select, insert, update (last_at) on app.webhook_source_refusals to cs_app;
`;
