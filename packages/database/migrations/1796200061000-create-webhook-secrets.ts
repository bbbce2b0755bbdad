import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An endpoint may have several signing secrets: while receivers change over, everything is signed with each that is valid.
 * `webhook_endpoints.sealed_secret` is what the release before this one signs with. It is written no more, and can go when that release is nowhere in use.
 */
export class CreateWebhookSecrets1796200061000 implements MigrationInterface {
  readonly name = 'CreateWebhookSecrets1796200061000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.webhook_secrets (
        tenant_id uuid not null,
        id uuid not null,
        endpoint_id uuid not null,
        sealed_secret bytea not null,
        created_at timestamptz not null,
        -- Null for the newest: it is valid until another takes its place.
        valid_until timestamptz,
        primary key (tenant_id, id),
        foreign key (tenant_id, endpoint_id) references app.webhook_endpoints (tenant_id, id) on delete restrict
      );
      create index webhook_secrets_endpoint_idx on app.webhook_secrets (tenant_id, endpoint_id);

      alter table app.webhook_secrets enable row level security;
      alter table app.webhook_secrets force row level security;
      create policy tenant_isolation on app.webhook_secrets
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (valid_until) on app.webhook_secrets to cs_app;

      alter table app.webhook_endpoints alter column sealed_secret drop not null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
