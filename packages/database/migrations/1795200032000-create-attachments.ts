import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that belong to revisions of requests. The bytes are in the store of files; a row says whose they are, and that they were looked at. */
export class CreateAttachments1795200032000 implements MigrationInterface {
  readonly name = 'CreateAttachments1795200032000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.attachments (
        tenant_id uuid not null,
        id uuid not null,
        uploaded_by uuid not null,
        name text not null,
        media_type text not null,
        bytes integer not null,
        sha256 text not null,
        announced_at timestamptz not null,
        -- When the bytes had arrived and were of that type, size and hash; only then can it be part of a revision.
        checked_at timestamptz,
        -- When it was given up; its bytes go after that, and it can be part of nothing any more.
        discarded_at timestamptz,
        primary key (tenant_id, id),
        foreign key (tenant_id, uploaded_by) references app.members (tenant_id, id) on delete restrict
      );
      create index attachments_uploaded_by_idx on app.attachments (tenant_id, uploaded_by);
      create index attachments_announced_idx on app.attachments (tenant_id, announced_at);

      alter table app.attachments enable row level security;
      alter table app.attachments force row level security;
      create policy tenant_isolation on app.attachments
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (checked_at, discarded_at), delete on app.attachments to cs_app;

      create table app.revision_attachments (
        tenant_id uuid not null,
        request_id uuid not null,
        revision integer not null,
        attachment_id uuid not null,
        position integer not null,
        primary key (tenant_id, request_id, revision, attachment_id),
        foreign key (tenant_id, request_id, revision) references app.revisions (tenant_id, request_id, revision) on delete restrict,
        foreign key (tenant_id, attachment_id) references app.attachments (tenant_id, id) on delete restrict
      );
      create index revision_attachments_attachment_idx on app.revision_attachments (tenant_id, attachment_id);

      alter table app.revision_attachments enable row level security;
      alter table app.revision_attachments force row level security;
      create policy tenant_isolation on app.revision_attachments
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert on app.revision_attachments to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
