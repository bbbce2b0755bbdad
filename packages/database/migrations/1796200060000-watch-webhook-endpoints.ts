import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether an endpoint takes webhooks, since when and why not; and since when, and how often in a row, it has failed. */
export class WatchWebhookEndpoints1796200060000 implements MigrationInterface {
  readonly name = 'WatchWebhookEndpoints1796200060000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table app.webhook_endpoints
        add column state text not null default 'active',
        add column state_at timestamptz,
        add column state_because text,
        -- Both are of the attempts since the last that arrived.
        add column failing_since timestamptz,
        add column failed_attempts integer not null default 0;
      alter table app.webhook_endpoints
        add constraint webhook_endpoints_state_check check (state in ('active', 'paused', 'disabled')),
        add constraint webhook_endpoints_failing_check check ((failing_since is null) = (failed_attempts = 0));
      grant update (name, url, state, state_at, state_because, failing_since, failed_attempts) on app.webhook_endpoints to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
