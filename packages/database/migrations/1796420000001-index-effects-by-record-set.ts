import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A foreign key that nothing indexes is looked up by reading everything; and what a comparison found of one record is asked for by that record. */
export class IndexEffectsByRecordSet1796420000001 implements MigrationInterface {
  readonly name = 'IndexEffectsByRecordSet1796420000001';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create index concurrently if not exists effects_record_set_idx on app.effects (tenant_id, record_set_id)');
    await queryRunner.query('create index concurrently if not exists record_findings_record_idx on app.record_findings (tenant_id, record_set_id, outside_id)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
