import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IndexNotificationsByConnection1796400031001 implements MigrationInterface {
  readonly name = 'IndexNotificationsByConnection1796400031001';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create index concurrently if not exists notifications_connection_idx on app.notifications (tenant_id, connection_id)');
    await queryRunner.query('alter table app.notifications validate constraint notifications_connection_fkey');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
