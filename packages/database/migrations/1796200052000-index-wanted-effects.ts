import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much of a company waits is asked with every effect that is wanted. */
export class IndexWantedEffects1796200052000 implements MigrationInterface {
  readonly name = 'IndexWantedEffects1796200052000';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("create index concurrently if not exists effects_wanted_idx on app.effects (tenant_id) where state = 'wanted'");
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
