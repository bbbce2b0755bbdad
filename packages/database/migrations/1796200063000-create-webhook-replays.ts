import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Deliveries that somebody has sent again, one or all since an instant, and how far that has come. */
export class CreateWebhookReplays1796200063000 implements MigrationInterface {
  readonly name = 'CreateWebhookReplays1796200063000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.webhook_replays (
        tenant_id uuid not null,
        id uuid not null,
        endpoint_id uuid not null,
        kind text not null check (kind in ('delivery', 'since')),
        only_failed boolean not null,
        -- Null: from the first delivery on.
        since timestamptz,
        until timestamptz not null,
        state text not null check (state in ('running', 'stopped', 'done')),
        started_by uuid not null,
        started_at timestamptz not null,
        -- The audit entry of its start, which everything that it sends names as its cause.
        start_entry_id uuid not null,
        ended_at timestamptz,
        primary key (tenant_id, id),
        check ((state = 'running') = (ended_at is null)),
        foreign key (tenant_id, endpoint_id) references app.webhook_endpoints (tenant_id, id) on delete restrict,
        foreign key (tenant_id, started_by) references app.members (tenant_id, id) on delete restrict
      );
      create index webhook_replays_endpoint_idx on app.webhook_replays (tenant_id, endpoint_id, id);
      create index webhook_replays_started_by_idx on app.webhook_replays (tenant_id, started_by);
      -- Two at once would send in no order.
      create unique index webhook_replays_running_idx on app.webhook_replays (tenant_id, endpoint_id) where state = 'running' and kind = 'since';

      alter table app.webhook_replays enable row level security;
      alter table app.webhook_replays force row level security;
      create policy tenant_isolation on app.webhook_replays
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (state, ended_at) on app.webhook_replays to cs_app;

      create table app.replayed_deliveries (
        tenant_id uuid not null,
        replay_id uuid not null,
        -- In the order in which they were first wanted.
        position integer not null,
        delivery_id uuid not null,
        -- retrying: it failed, and is tried again by its schedule. skipped: it is no longer one that may be sent.
        outcome text not null check (outcome in ('waiting', 'arrived', 'failed', 'retrying', 'skipped')),
        outcome_at timestamptz,
        primary key (tenant_id, replay_id, position),
        check ((outcome = 'waiting') = (outcome_at is null)),
        foreign key (tenant_id, replay_id) references app.webhook_replays (tenant_id, id) on delete restrict,
        foreign key (tenant_id, delivery_id) references app.webhook_deliveries (tenant_id, id) on delete restrict
      );
      create index replayed_deliveries_waiting_idx on app.replayed_deliveries (tenant_id, replay_id, position) where outcome = 'waiting';
      create index replayed_deliveries_delivery_idx on app.replayed_deliveries (tenant_id, delivery_id);

      alter table app.replayed_deliveries enable row level security;
      alter table app.replayed_deliveries force row level security;
      create policy tenant_isolation on app.replayed_deliveries
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (outcome, outcome_at) on app.replayed_deliveries to cs_app;

      -- One job sends everything of one replay; a worker that is killed stops beating, and another goes on from the rows.
      select pgboss.create_queue('webhook-replays', '{"policy": "standard", "retryLimit": 1000, "retryDelay": 1, "retryBackoff": true, "retryDelayMax": 60, "expireInSeconds": 14400, "heartbeatSeconds": 10, "deleteAfterSeconds": 86400}');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
