import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The order in which entries became visible: readers that follow the audit go on from a place in it. */
export class IndexAuditByTransaction1795200017001 implements MigrationInterface {
  readonly name = 'IndexAuditByTransaction1795200017001';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create index concurrently if not exists audit_entries_xid_idx on app.audit_entries (tenant_id, xid, id)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
