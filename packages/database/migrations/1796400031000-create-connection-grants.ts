import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody allows us at another system, by OAuth 2.0: each time that it is asked for, and the tokens that come of it. */
export class CreateConnectionGrants1796400031000 implements MigrationInterface {
  readonly name = 'CreateConnectionGrants1796400031000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.connection_grants (
        tenant_id uuid not null,
        id uuid not null,
        connection_id uuid not null,
        -- Of what the other system sends back: it is good once, in the session that began.
        state_hash bytea not null,
        session_id uuid not null,
        sealed_verifier bytea,
        sealed_code bytea,
        binding_digest text not null,
        asked_by uuid not null,
        asked_at timestamptz not null,
        expires_at timestamptz not null,
        cause_id uuid not null,
        stage text not null default 'asked' check (stage in ('asked', 'answered', 'exchanging', 'connected', 'refused', 'failed')),
        problem text,
        ended_at timestamptz,
        primary key (tenant_id, id),
        unique (tenant_id, state_hash),
        check ((stage in ('connected', 'refused', 'failed')) = (ended_at is not null)),
        check ((stage in ('answered', 'exchanging')) = (sealed_code is not null)),
        foreign key (tenant_id, connection_id) references app.connections (tenant_id, id) on delete restrict,
        foreign key (tenant_id, asked_by) references app.members (tenant_id, id) on delete restrict
      );
      create index connection_grants_connection_idx on app.connection_grants (tenant_id, connection_id, id);
      create index connection_grants_asked_by_idx on app.connection_grants (tenant_id, asked_by);
      create index connection_grants_asked_at_idx on app.connection_grants (tenant_id, asked_at);

      alter table app.connection_grants enable row level security;
      alter table app.connection_grants force row level security;
      create policy tenant_isolation on app.connection_grants
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, delete, update (sealed_verifier, sealed_code, stage, problem, ended_at) on app.connection_grants to cs_app;

      alter table app.connection_tokens
        add column sealed_refresh_token bytea,
        add column granted_at timestamptz,
        -- Set before a refresh is asked for, and cleared with its record: where it stays, the answer was lost.
        add column is_refresh_open boolean not null default false,
        add column grant_lost_at timestamptz,
        add column grant_lost_because text,
        -- When members were told of that; null where nothing was lost, or nobody was told yet.
        add column grant_told_at timestamptz;
      grant update (sealed_refresh_token, granted_at, is_refresh_open, grant_lost_at, grant_lost_because, grant_told_at) on app.connection_tokens to cs_app;

      alter table app.notifications add column connection_id uuid;
      -- Checked by the next migration, which holds no lock that anybody waits for.
      alter table app.notifications add constraint notifications_connection_fkey foreign key (tenant_id, connection_id) references app.connections (tenant_id, id) on delete restrict not valid;

      select pgboss.create_queue('connection-grants', '{"policy": "standard", "retryLimit": 3, "retryDelay": 1, "retryBackoff": true, "retryDelayMax": 10, "expireInSeconds": 120, "heartbeatSeconds": 10, "deleteAfterSeconds": 86400}');
    `);
    await queryRunner.query(`
      alter table app.connection_tokens add constraint connection_tokens_lost_check check ((grant_lost_at is null) = (grant_lost_because is null));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
