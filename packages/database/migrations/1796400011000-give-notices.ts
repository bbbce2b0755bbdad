import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Effects that tell members in the product; what is told is the effect's own text. */
export class GiveNotices1796400011000 implements MigrationInterface {
  readonly name = 'GiveNotices1796400011000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table app.effects drop constraint effects_kind_check;
      alter table app.effects add constraint effects_kind_check check (kind in ('webhook', 'http', 'mail', 'message', 'notice', 'person'));
      alter table app.effect_attempts drop constraint effect_attempts_asked_check;
      alter table app.effect_attempts add constraint effect_attempts_asked_check check (asked in ('call', 'look_up', 'mail', 'notice'));
      alter table app.notifications add column effect_id uuid;
      alter table app.notifications add constraint notifications_effect_fkey foreign key (tenant_id, effect_id) references app.effects (tenant_id, id) on delete restrict not valid;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
