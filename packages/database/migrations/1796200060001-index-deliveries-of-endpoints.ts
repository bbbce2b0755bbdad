import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The deliveries of one endpoint are listed from the newest, and counted and sent again from an instant on; the one index takes the place of that by endpoint alone. */
export class IndexDeliveriesOfEndpoints1796200060001 implements MigrationInterface {
  readonly name = 'IndexDeliveriesOfEndpoints1796200060001';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create index concurrently if not exists webhook_deliveries_of_endpoint_idx on app.webhook_deliveries (tenant_id, endpoint_id, id)');
    await queryRunner.query('create index concurrently if not exists webhook_deliveries_since_idx on app.webhook_deliveries (tenant_id, endpoint_id, created_at)');
    await queryRunner.query('drop index concurrently if exists app.webhook_deliveries_endpoint_idx');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
