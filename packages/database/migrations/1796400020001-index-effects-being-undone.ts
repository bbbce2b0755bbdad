import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is being undone is not over: it is counted among the few that are not, by one index with them. */
export class IndexEffectsBeingUndone1796400020001 implements MigrationInterface {
  readonly name = 'IndexEffectsBeingUndone1796400020001';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("create index concurrently if not exists effects_not_over_idx on app.effects (tenant_id, connection_id, state) where state in ('wanted', 'running', 'failed', 'unknown', 'parked', 'compensating')");
    await queryRunner.query('drop index concurrently if exists app.effects_open_idx');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
