import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is undone next is found by what was undone before; and a foreign key that nothing indexes is looked up by reading everything. */
export class IndexEffectsAfter1795200050001 implements MigrationInterface {
  readonly name = 'IndexEffectsAfter1795200050001';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create index concurrently if not exists effects_after_idx on app.effects (tenant_id, after_id)');
    await queryRunner.query('create index concurrently if not exists effects_undoes_idx on app.effects (tenant_id, undoes_id)');
    await queryRunner.query('create index concurrently if not exists effects_resolved_by_idx on app.effects (tenant_id, resolved_by)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
