import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nobody can hand out a right that nobody holds: who writes workflows may say from now on when the company works, and who reads the audit may see it. */
export class GiveCalendarRights1795200040001 implements MigrationInterface {
  readonly name = 'GiveCalendarRights1795200040001';

  async up(queryRunner: QueryRunner): Promise<void> {
    // Row security holds for the owner too: each tenant is entered, and every tenant has a member.
    const tenants = (await queryRunner.query('select distinct m.tenant_id from entry.memberships m')) as { tenant_id: string }[];
    for (const { tenant_id: tenantId } of tenants) {
      await queryRunner.query('select app.enter_tenant($1)', [tenantId]);
      await queryRunner.query(
        `update app.roles
            set permissions = array(select distinct p from unnest(permissions || case when 'workflow.define' = any (permissions) then '{calendar.define,calendar.read}'::text[] else '{calendar.read}' end) p order by p)
          where tenant_id = $1 and permissions && '{workflow.define,audit.read}'`,
        [tenantId],
      );
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
