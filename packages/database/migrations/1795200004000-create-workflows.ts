import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Workflows and request types, each in versions that never change once published. */
export class CreateWorkflows1795200004000 implements MigrationInterface {
  readonly name = 'CreateWorkflows1795200004000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.workflows (
        tenant_id uuid not null references app.tenants (tenant_id) on delete restrict,
        id uuid not null,
        name text not null,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, name)
      );

      alter table app.workflows enable row level security;
      alter table app.workflows force row level security;
      create policy tenant_isolation on app.workflows
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (name) on app.workflows to cs_app;

      create table app.workflow_versions (
        tenant_id uuid not null,
        workflow_id uuid not null,
        version integer not null,
        state text not null check (state in ('draft', 'published', 'retired')),
        definition jsonb not null,
        definition_digest text not null,
        created_at timestamptz not null default now(),
        published_at timestamptz,
        primary key (tenant_id, workflow_id, version),
        foreign key (tenant_id, workflow_id) references app.workflows (tenant_id, id) on delete restrict
      );
      create unique index workflow_versions_published_idx on app.workflow_versions (tenant_id, workflow_id) where state = 'published';

      alter table app.workflow_versions enable row level security;
      alter table app.workflow_versions force row level security;
      create policy tenant_isolation on app.workflow_versions
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (state, published_at) on app.workflow_versions to cs_app;

      create table app.request_types (
        tenant_id uuid not null references app.tenants (tenant_id) on delete restrict,
        id uuid not null,
        name text not null,
        description text not null,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, name)
      );

      alter table app.request_types enable row level security;
      alter table app.request_types force row level security;
      create policy tenant_isolation on app.request_types
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (name, description) on app.request_types to cs_app;

      create table app.request_type_versions (
        tenant_id uuid not null,
        request_type_id uuid not null,
        version integer not null,
        -- json, not jsonb: the order of a form's fields is the tenant's.
        form json not null,
        title_field text not null,
        amount_field text,
        immaterial_fields text[] not null,
        workflow_id uuid not null,
        created_at timestamptz not null default now(),
        primary key (tenant_id, request_type_id, version),
        foreign key (tenant_id, request_type_id) references app.request_types (tenant_id, id) on delete restrict,
        foreign key (tenant_id, workflow_id) references app.workflows (tenant_id, id) on delete restrict
      );
      create index request_type_versions_workflow_idx on app.request_type_versions (tenant_id, workflow_id);

      alter table app.request_type_versions enable row level security;
      alter table app.request_type_versions force row level security;
      create policy tenant_isolation on app.request_type_versions
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert on app.request_type_versions to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
