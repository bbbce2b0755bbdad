import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every screen counts what waits for somebody: found without reading the many that are only under way. */
export class IndexEffectsThatStopped1796400100000 implements MigrationInterface {
  readonly name = 'IndexEffectsThatStopped1796400100000';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("create index concurrently if not exists effects_stopped_idx on app.effects (tenant_id) where state in ('failed', 'unknown', 'parked')");
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
