import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom notes mention, who watches a request, and what members were told of. */
export class CreateNotifications1795200031000 implements MigrationInterface {
  readonly name = 'CreateNotifications1795200031000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table app.notes add column edited_at timestamptz;
      alter table app.notes add column removed_at timestamptz;
      grant update (text, edited_at, removed_at) on app.notes to cs_app;

      create table app.note_mentions (
        tenant_id uuid not null,
        note_id uuid not null,
        member_id uuid not null,
        primary key (tenant_id, note_id, member_id),
        foreign key (tenant_id, note_id) references app.notes (tenant_id, id) on delete restrict,
        foreign key (tenant_id, member_id) references app.members (tenant_id, id) on delete restrict
      );
      create index note_mentions_member_idx on app.note_mentions (tenant_id, member_id);

      alter table app.note_mentions enable row level security;
      alter table app.note_mentions force row level security;
      create policy tenant_isolation on app.note_mentions
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, delete on app.note_mentions to cs_app;

      -- What a member has said about watching. Its requester watches a request until they say otherwise, so submitting writes nothing here.
      create table app.request_watchers (
        tenant_id uuid not null,
        request_id uuid not null,
        member_id uuid not null,
        watching boolean not null,
        changed_at timestamptz not null,
        primary key (tenant_id, request_id, member_id),
        foreign key (tenant_id, request_id) references app.requests (tenant_id, id) on delete restrict,
        foreign key (tenant_id, member_id) references app.members (tenant_id, id) on delete restrict
      );
      create index request_watchers_member_idx on app.request_watchers (tenant_id, member_id);

      alter table app.request_watchers enable row level security;
      alter table app.request_watchers force row level security;
      create policy tenant_isolation on app.request_watchers
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (watching, changed_at) on app.request_watchers to cs_app;

      -- Named by the audit entry that it tells of, so that nobody is told twice of one act; those ids are in the order of time.
      create table app.notifications (
        tenant_id uuid not null,
        member_id uuid not null,
        entry_id uuid not null,
        request_id uuid not null,
        kind text not null,
        because text not null check (because in ('mention', 'watch')),
        request_status text not null,
        by_member_id uuid,
        at timestamptz not null,
        read_at timestamptz,
        primary key (tenant_id, member_id, entry_id),
        foreign key (tenant_id, member_id) references app.members (tenant_id, id) on delete restrict,
        foreign key (tenant_id, request_id) references app.requests (tenant_id, id) on delete restrict,
        foreign key (tenant_id, by_member_id) references app.members (tenant_id, id) on delete restrict
      );
      create index notifications_unread_idx on app.notifications (tenant_id, member_id, entry_id) where read_at is null;
      create index notifications_request_idx on app.notifications (tenant_id, request_id);
      create index notifications_by_member_idx on app.notifications (tenant_id, by_member_id);

      alter table app.notifications enable row level security;
      alter table app.notifications force row level security;
      create policy tenant_isolation on app.notifications
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (read_at) on app.notifications to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
