import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Effects that are not over are few among many that are: how many there are of a company, and of a connection, is counted among them. */
export class IndexOpenEffects1796200070001 implements MigrationInterface {
  readonly name = 'IndexOpenEffects1796200070001';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("create index concurrently if not exists effects_open_idx on app.effects (tenant_id, connection_id, state) where state in ('wanted', 'running', 'failed', 'unknown', 'parked')");
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
