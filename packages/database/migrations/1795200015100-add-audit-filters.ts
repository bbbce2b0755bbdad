import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who acted, and through which path, as columns read from the hashed bytes: so the audit can be asked for them by an index under row
 * security. Adding them writes the table anew, and so the index comes with them rather than concurrently afterwards.
 */
export class AddAuditFilters1795200015100 implements MigrationInterface {
  readonly name = 'AddAuditFilters1795200015100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table app.audit_entries
        add column actor_id text generated always as (app.read_canonical(canonical, '{actor,memberId}')) stored,
        add column channel text generated always as (app.read_canonical(canonical, '{channel}')) stored;
      create index audit_entries_actor_idx on app.audit_entries (tenant_id, actor_id, id desc);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
