import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was decided in a member's place, for the reference from it to the member. */
export class IndexDecisionsByPrincipal1795200042001 implements MigrationInterface {
  readonly name = 'IndexDecisionsByPrincipal1795200042001';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create index concurrently if not exists decisions_on_behalf_of_idx on app.decisions (tenant_id, on_behalf_of)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
