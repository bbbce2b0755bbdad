import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IndexNotificationsByEffect1796400011001 implements MigrationInterface {
  readonly name = 'IndexNotificationsByEffect1796400011001';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create index concurrently if not exists notifications_effect_idx on app.notifications (tenant_id, effect_id)');
    await queryRunner.query('alter table app.notifications validate constraint notifications_effect_fkey');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
