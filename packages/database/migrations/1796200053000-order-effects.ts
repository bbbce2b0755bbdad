import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Effects that are carried out after the one before them, and what goes on where one fails for good. */
export class OrderEffects1796200053000 implements MigrationInterface {
  readonly name = 'OrderEffects1796200053000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table app.effects add column waits_for_previous boolean not null default false, add column on_failure text not null default 'park';
      alter table app.effects add constraint effects_on_failure_check check (on_failure in ('park', 'continue'));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
