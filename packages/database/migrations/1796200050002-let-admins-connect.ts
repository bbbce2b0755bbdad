import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who administers a company as a whole may connect other systems and repair what failed; who sees where events are sent may see what is called. */
export class LetAdminsConnect1796200050002 implements MigrationInterface {
  readonly name = 'LetAdminsConnect1796200050002';

  async up(queryRunner: QueryRunner): Promise<void> {
    // Row security holds for the owner too: each tenant is entered, and every tenant has a member.
    const tenants = (await queryRunner.query('select distinct m.tenant_id from entry.memberships m')) as { tenant_id: string }[];
    for (const { tenant_id: tenantId } of tenants) {
      await queryRunner.query('select app.enter_tenant($1)', [tenantId]);
      await queryRunner.query(
        `update app.roles set permissions = array(select distinct p from unnest(permissions || '{connection.define,connection.read,effect.repair}') p order by p)
          where tenant_id = $1 and permissions @> '{member.assign_roles,role.define}'`,
        [tenantId],
      );
      await queryRunner.query(
        `update app.roles set permissions = array(select distinct p from unnest(permissions || '{connection.read}') p order by p)
          where tenant_id = $1 and permissions @> '{webhook_endpoint.read}'`,
        [tenantId],
      );
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
