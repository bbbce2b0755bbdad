import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Effects that undo others, one after the other, by a webhook or by a person; and decisions that were taken back. */
export class UndoRequests1795200050000 implements MigrationInterface {
  readonly name = 'UndoRequests1795200050000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table app.effects add column undoes_id uuid, add column after_id uuid, add column resolved_by uuid, add column resolution text;
      alter table app.effects alter column endpoint_id drop not null;
      alter table app.effects drop constraint effects_kind_check, drop constraint effects_state_check, drop constraint effects_tenant_id_run_id_step_id_key;
      alter table app.effects
        add constraint effects_kind_check check (kind in ('webhook', 'person')),
        add constraint effects_state_check check (state in ('wanted', 'running', 'succeeded', 'failed', 'parked', 'cancelled', 'resolved')),
        add constraint effects_endpoint_check check ((kind = 'person') = (endpoint_id is null)),
        add constraint effects_resolved_check check ((state = 'resolved') = (resolved_by is not null) and (resolved_by is null) = (resolution is null)),
        add constraint effects_step_key unique nulls not distinct (tenant_id, run_id, step_id, undoes_id),
        add constraint effects_undoes_fkey foreign key (tenant_id, undoes_id) references app.effects (tenant_id, id) on delete restrict,
        add constraint effects_after_fkey foreign key (tenant_id, after_id) references app.effects (tenant_id, id) on delete restrict,
        add constraint effects_resolved_by_fkey foreign key (tenant_id, resolved_by) references app.members (tenant_id, id) on delete restrict;
      grant update (resolved_by, resolution) on app.effects to cs_app;
      alter table app.decisions add column revoked_at timestamptz;
      grant update (revoked_at) on app.decisions to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
