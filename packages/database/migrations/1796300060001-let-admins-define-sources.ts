import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who administers a company as a whole may say where other systems send messages; who sees where events are sent may see that too. */
export class LetAdminsDefineSources1796300060001 implements MigrationInterface {
  readonly name = 'LetAdminsDefineSources1796300060001';

  async up(queryRunner: QueryRunner): Promise<void> {
    // Row security holds for the owner too: each tenant is entered, and every tenant has a member.
    const tenants = (await queryRunner.query('select distinct m.tenant_id from entry.memberships m')) as { tenant_id: string }[];
    for (const { tenant_id: tenantId } of tenants) {
      await queryRunner.query('select app.enter_tenant($1)', [tenantId]);
      await queryRunner.query(
        `update app.roles set permissions = array(select distinct p from unnest(permissions || '{webhook_source.define,webhook_source.read}') p order by p)
          where tenant_id = $1 and permissions @> '{member.assign_roles,role.define}'`,
        [tenantId],
      );
      await queryRunner.query(
        `update app.roles set permissions = array(select distinct p from unnest(permissions || '{webhook_source.read}') p order by p)
          where tenant_id = $1 and permissions @> '{webhook_endpoint.read}'`,
        [tenantId],
      );
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
