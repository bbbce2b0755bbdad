import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What waits for those who are asked is not over: it is counted among the few that are not, by one index with them. */
export class IndexEffectsAsked1796410000001 implements MigrationInterface {
  readonly name = 'IndexEffectsAsked1796410000001';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("create index concurrently if not exists effects_open_idx on app.effects (tenant_id, connection_id, state) where state in ('wanted', 'running', 'failed', 'unknown', 'parked', 'compensating', 'asked')");
    await queryRunner.query('drop index concurrently if exists app.effects_not_over_idx');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
