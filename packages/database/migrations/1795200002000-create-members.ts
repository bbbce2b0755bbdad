import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Companies, their members, roles and invitations. */
export class CreateMembers1795200002000 implements MigrationInterface {
  readonly name = 'CreateMembers1795200002000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.tenants (
        tenant_id uuid primary key,
        name text not null,
        created_at timestamptz not null default now()
      );

      alter table app.tenants enable row level security;
      alter table app.tenants force row level security;
      create policy tenant_isolation on app.tenants
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert on app.tenants to cs_app;

      create table app.counters (
        tenant_id uuid not null references app.tenants (tenant_id) on delete restrict,
        name text not null,
        value bigint not null,
        primary key (tenant_id, name)
      );

      alter table app.counters enable row level security;
      alter table app.counters force row level security;
      create policy tenant_isolation on app.counters
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update on app.counters to cs_app;

      create table app.members (
        tenant_id uuid not null references app.tenants (tenant_id) on delete restrict,
        id uuid not null,
        user_id uuid not null,
        name text not null,
        email text not null,
        unit text,
        joined_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, user_id),
        unique (tenant_id, email)
      );
      create index members_unit_idx on app.members (tenant_id, unit);

      alter table app.members enable row level security;
      alter table app.members force row level security;
      create policy tenant_isolation on app.members
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update on app.members to cs_app;

      create table app.roles (
        tenant_id uuid not null references app.tenants (tenant_id) on delete restrict,
        id uuid not null,
        name text not null,
        permissions text[] not null,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, name)
      );

      alter table app.roles enable row level security;
      alter table app.roles force row level security;
      create policy tenant_isolation on app.roles
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update on app.roles to cs_app;

      create table app.member_roles (
        tenant_id uuid not null,
        member_id uuid not null,
        role_id uuid not null,
        primary key (tenant_id, member_id, role_id),
        foreign key (tenant_id, member_id) references app.members (tenant_id, id) on delete restrict,
        foreign key (tenant_id, role_id) references app.roles (tenant_id, id) on delete restrict
      );
      create index member_roles_role_idx on app.member_roles (tenant_id, role_id);

      alter table app.member_roles enable row level security;
      alter table app.member_roles force row level security;
      create policy tenant_isolation on app.member_roles
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, delete on app.member_roles to cs_app;

      create table app.invitations (
        tenant_id uuid not null references app.tenants (tenant_id) on delete restrict,
        id uuid not null,
        email text not null,
        role_ids uuid[] not null,
        unit text,
        invited_by uuid not null,
        expires_at timestamptz not null,
        accepted_at timestamptz,
        accepted_by uuid,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        foreign key (tenant_id, invited_by) references app.members (tenant_id, id) on delete restrict,
        foreign key (tenant_id, accepted_by) references app.members (tenant_id, id) on delete restrict
      );
      create index invitations_invited_by_idx on app.invitations (tenant_id, invited_by);
      create index invitations_accepted_by_idx on app.invitations (tenant_id, accepted_by);

      alter table app.invitations enable row level security;
      alter table app.invitations force row level security;
      create policy tenant_isolation on app.invitations
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update on app.invitations to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
