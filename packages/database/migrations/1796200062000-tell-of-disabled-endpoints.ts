import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members are told of an endpoint that was disabled; and what waited for an endpoint goes on, by a job, when it is active again. */
export class TellOfDisabledEndpoints1796200062000 implements MigrationInterface {
  readonly name = 'TellOfDisabledEndpoints1796200062000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table app.notifications add column endpoint_id uuid;
      -- Checked by the next migration, which holds no lock that anybody waits for.
      alter table app.notifications add constraint notifications_endpoint_fkey foreign key (tenant_id, endpoint_id) references app.webhook_endpoints (tenant_id, id) on delete restrict not valid;

      select pgboss.create_queue('webhook-endpoints', '{"policy": "standard", "retryLimit": 1000, "retryDelay": 1, "retryBackoff": true, "retryDelayMax": 60, "expireInSeconds": 3600, "heartbeatSeconds": 10, "deleteAfterSeconds": 86400}');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
