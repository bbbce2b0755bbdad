import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where other systems send signed messages, the messages as they were signed, and how a source is found before its tenant is known. */
export class CreateWebhookSources1796300060000 implements MigrationInterface {
  readonly name = 'CreateWebhookSources1796300060000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(tables);
    await queryRunner.query(`
      -- Not a tenant table: it is how a tenant is found. No role but the owner can read it. Ids are 122 random bits.
      create table entry.webhook_sources (
        source_id uuid primary key,
        tenant_id uuid not null
      );

      create function entry.add_webhook_source(source uuid, in_tenant uuid) returns void
      language plpgsql security definer set search_path = pg_catalog as $body$
      begin
        if not exists (select 1 from app.webhook_sources s where s.tenant_id = in_tenant and s.id = source) then
          raise exception 'no such source here' using errcode = '42501';
        end if;
        insert into entry.webhook_sources (source_id, tenant_id) values (source, in_tenant);
      end $body$;

      create function entry.find_webhook_source(source uuid) returns uuid
      language sql stable security definer set search_path = pg_catalog as $body$
        select s.tenant_id from entry.webhook_sources s where s.source_id = source;
      $body$;

      revoke all on function entry.add_webhook_source(uuid, uuid), entry.find_webhook_source(uuid) from public;
      grant execute on function entry.add_webhook_source(uuid, uuid), entry.find_webhook_source(uuid) to cs_app;

      select pgboss.create_queue('inbound-messages', '{"policy": "standard", "retryLimit": 1000, "retryDelay": 1, "retryBackoff": true, "retryDelayMax": 60, "expireInSeconds": 120, "heartbeatSeconds": 10, "deleteAfterSeconds": 86400}');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}

const tables = `
  create table app.webhook_sources (
    tenant_id uuid not null references app.tenants (tenant_id) on delete restrict,
    id uuid not null,
    name text not null,
    settings jsonb not null,
    requester_id uuid,
    secrets jsonb not null,
    revision integer not null default 1,
    paused_at timestamptz,
    changed_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, name),
    foreign key (tenant_id, requester_id) references app.members (tenant_id, id) on delete restrict
  );
  create index webhook_sources_requester_idx on app.webhook_sources (tenant_id, requester_id);

  alter table app.webhook_sources enable row level security;
  alter table app.webhook_sources force row level security;
  create policy tenant_isolation on app.webhook_sources
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
  grant select, insert, update (name, settings, requester_id, secrets, revision, paused_at, changed_at) on app.webhook_sources to cs_app;

  -- When the next message may come, were they evenly spread: apart from the source, which every message would lock.
  create table app.webhook_source_gates (
    tenant_id uuid not null,
    source_id uuid not null,
    next_at timestamptz not null,
    primary key (tenant_id, source_id),
    foreign key (tenant_id, source_id) references app.webhook_sources (tenant_id, id) on delete restrict
  );

  alter table app.webhook_source_gates enable row level security;
  alter table app.webhook_source_gates force row level security;
  create policy tenant_isolation on app.webhook_source_gates
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
  grant select, insert, update (next_at) on app.webhook_source_gates to cs_app;

  create table app.inbound_messages (
    tenant_id uuid not null,
    id uuid not null,
    source_id uuid not null,
    message_id text not null,
    received_at timestamptz not null,
    body text not null,
    type text,
    state text not null default 'received' check (state in ('received', 'kept', 'done', 'dead')),
    attempts integer not null default 0,
    problem text,
    next_attempt_at timestamptz,
    ended_at timestamptz,
    request_id uuid,
    cause_id uuid not null,
    primary key (tenant_id, id),
    unique (tenant_id, source_id, message_id),
    check ((state in ('received', 'kept')) = (ended_at is null) and (state <> 'dead' or problem is not null)),
    foreign key (tenant_id, source_id) references app.webhook_sources (tenant_id, id) on delete restrict,
    foreign key (tenant_id, request_id) references app.requests (tenant_id, id) on delete restrict
  );
  create index inbound_messages_source_idx on app.inbound_messages (tenant_id, source_id, id desc);
  create index inbound_messages_state_idx on app.inbound_messages (tenant_id, source_id, state, id desc);
  create index inbound_messages_request_idx on app.inbound_messages (tenant_id, request_id);

  alter table app.inbound_messages enable row level security;
  alter table app.inbound_messages force row level security;
  create policy tenant_isolation on app.inbound_messages
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
  grant select, insert, update (type, state, attempts, problem, next_attempt_at, ended_at, request_id) on app.inbound_messages to cs_app;
`;
