import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A workflow version's steps as searches read them, whatever its format; tolerances of fields; and the statuses that undoing leads to. */
export class OutlineWorkflows1795200020000 implements MigrationInterface {
  readonly name = 'OutlineWorkflows1795200020000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table app.workflow_versions add column outline jsonb;
      alter table app.request_type_versions add column tolerances jsonb not null default '{}';
      alter table app.requests drop constraint requests_status_check;
      alter table app.requests add constraint requests_status_check
        check (status in ('open', 'returned', 'needs_approver', 'approved', 'rejected', 'withdrawn', 'cancelled', 'reversed'));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
