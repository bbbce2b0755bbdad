import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Roles that administer a company as a whole may ask others to decide, as the first role of a new company may. */
export class LetAdminsReassign1795200041001 implements MigrationInterface {
  readonly name = 'LetAdminsReassign1795200041001';

  async up(queryRunner: QueryRunner): Promise<void> {
    // Row security holds for the owner too: each tenant is entered, and every tenant has a member.
    const tenants = (await queryRunner.query('select distinct m.tenant_id from entry.memberships m')) as { tenant_id: string }[];
    for (const { tenant_id: tenantId } of tenants) {
      await queryRunner.query('select app.enter_tenant($1)', [tenantId]);
      await queryRunner.query(
        `update app.roles set permissions = array(select distinct p from unnest(permissions || '{task.reassign}') p order by p)
          where tenant_id = $1 and permissions @> '{member.assign_roles,role.define}'`,
        [tenantId],
      );
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
