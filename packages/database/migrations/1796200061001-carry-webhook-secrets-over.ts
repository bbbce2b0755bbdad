import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each endpoint's secret, sealed as it is, is the first of its secrets. */
export class CarryWebhookSecretsOver1796200061001 implements MigrationInterface {
  readonly name = 'CarryWebhookSecretsOver1796200061001';

  async up(queryRunner: QueryRunner): Promise<void> {
    // Row security holds for the owner too: each tenant is entered, and every tenant has a member.
    const tenants = (await queryRunner.query('select distinct m.tenant_id from entry.memberships m')) as { tenant_id: string }[];
    for (const { tenant_id: tenantId } of tenants) {
      await queryRunner.query('select app.enter_tenant($1)', [tenantId]);
      await queryRunner.query(
        `insert into app.webhook_secrets (tenant_id, id, endpoint_id, sealed_secret, created_at)
         select w.tenant_id, w.id, w.id, w.sealed_secret, w.created_at from app.webhook_endpoints w where w.tenant_id = $1 and w.sealed_secret is not null
         on conflict (tenant_id, id) do nothing`,
        [tenantId],
      );
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
