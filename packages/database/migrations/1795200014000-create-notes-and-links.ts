import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notes on requests, and which requests name which: neither is part of a revision, and no digest covers them. */
export class CreateNotesAndLinks1795200014000 implements MigrationInterface {
  readonly name = 'CreateNotesAndLinks1795200014000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.notes (
        tenant_id uuid not null,
        id uuid not null,
        request_id uuid not null,
        author_id uuid not null,
        text text not null,
        written_at timestamptz not null,
        primary key (tenant_id, id),
        foreign key (tenant_id, request_id) references app.requests (tenant_id, id) on delete restrict,
        foreign key (tenant_id, author_id) references app.members (tenant_id, id) on delete restrict
      );
      create index notes_request_idx on app.notes (tenant_id, request_id, written_at);
      create index notes_author_idx on app.notes (tenant_id, author_id);

      alter table app.notes enable row level security;
      alter table app.notes force row level security;
      create policy tenant_isolation on app.notes
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert on app.notes to cs_app;

      create table app.request_links (
        tenant_id uuid not null,
        request_id uuid not null,
        related_request_id uuid not null,
        primary key (tenant_id, request_id, related_request_id),
        check (request_id <> related_request_id),
        foreign key (tenant_id, request_id) references app.requests (tenant_id, id) on delete restrict,
        foreign key (tenant_id, related_request_id) references app.requests (tenant_id, id) on delete restrict
      );
      create index request_links_related_idx on app.request_links (tenant_id, related_request_id, request_id);

      alter table app.request_links enable row level security;
      alter table app.request_links force row level security;
      create policy tenant_isolation on app.request_links
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert on app.request_links to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
