import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which records of other systems a request is about: those that its fields name, and those that an answer to one of its effects named. */
export class LinkRequestsToRecords1796420000000 implements MigrationInterface {
  readonly name = 'LinkRequestsToRecords1796420000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Where the answer to a call says which record of a set it is about.
      alter table app.effects add column record_set_id uuid, add column record_pointer text;
      alter table app.effects
        add constraint effects_record_check check ((record_set_id is null) = (record_pointer is null) and (record_set_id is null or kind = 'http')),
        add constraint effects_record_set_fkey foreign key (tenant_id, record_set_id) references app.record_sets (tenant_id, id) on delete restrict;

      create table app.request_records (
        tenant_id uuid not null,
        id uuid not null,
        request_id uuid not null,
        record_set_id uuid not null,
        -- Null where an answer was to name one and did not.
        outside_id text,
        -- Of a field: the revision that it is of, its place there, and which version of the record was kept then.
        revision integer,
        field text,
        version text,
        effect_id uuid,
        problem text,
        linked_at timestamptz not null,
        primary key (tenant_id, id),
        check ((effect_id is null) = (revision is not null)),
        check ((field is null) = (revision is null)),
        check ((version is null) = (revision is null)),
        check ((outside_id is null) = (problem is not null)),
        check (problem is null or effect_id is not null),
        foreign key (tenant_id, request_id) references app.requests (tenant_id, id) on delete restrict,
        foreign key (tenant_id, request_id, revision) references app.revisions (tenant_id, request_id, revision) on delete restrict,
        foreign key (tenant_id, record_set_id) references app.record_sets (tenant_id, id) on delete restrict,
        foreign key (tenant_id, effect_id) references app.effects (tenant_id, id) on delete restrict
      );
      create index request_records_request_idx on app.request_records (tenant_id, request_id, revision);
      create index request_records_record_idx on app.request_records (tenant_id, record_set_id, outside_id);
      -- What an effect's answer named is said once.
      create unique index request_records_effect_idx on app.request_records (tenant_id, effect_id);
      alter table app.request_records enable row level security;
      alter table app.request_records force row level security;
      create policy tenant_isolation on app.request_records
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert on app.request_records to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
