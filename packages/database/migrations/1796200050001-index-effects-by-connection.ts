import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IndexEffectsByConnection1796200050001 implements MigrationInterface {
  readonly name = 'IndexEffectsByConnection1796200050001';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create index concurrently effects_connection_idx on app.effects (tenant_id, connection_id)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
