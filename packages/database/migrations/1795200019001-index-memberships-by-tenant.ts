import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The companies in order, for the worker that goes through all of them. */
export class IndexMembershipsByTenant1795200019001 implements MigrationInterface {
  readonly name = 'IndexMembershipsByTenant1795200019001';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create index concurrently if not exists memberships_tenant_idx on entry.memberships (tenant_id)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
