import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IndexNotificationsByEndpoint1796200062001 implements MigrationInterface {
  readonly name = 'IndexNotificationsByEndpoint1796200062001';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create index concurrently if not exists notifications_endpoint_idx on app.notifications (tenant_id, endpoint_id)');
    await queryRunner.query('alter table app.notifications validate constraint notifications_endpoint_fkey');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
