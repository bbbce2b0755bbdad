import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Those whose manager somebody is, for the reference from the one to the other. */
export class IndexMembersByManager1795200030001 implements MigrationInterface {
  readonly name = 'IndexMembersByManager1795200030001';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create index concurrently if not exists members_manager_idx on app.members (tenant_id, manager_id)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
