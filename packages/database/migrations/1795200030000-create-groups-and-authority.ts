import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may sign: groups of members, managers, how much somebody may approve, and members that expire. */
export class CreateGroupsAndAuthority1795200030000 implements MigrationInterface {
  readonly name = 'CreateGroupsAndAuthority1795200030000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.groups (
        tenant_id uuid not null references app.tenants (tenant_id) on delete restrict,
        id uuid not null,
        name text not null,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, name)
      );

      alter table app.groups enable row level security;
      alter table app.groups force row level security;
      create policy tenant_isolation on app.groups
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update, delete on app.groups to cs_app;

      create table app.group_members (
        tenant_id uuid not null,
        group_id uuid not null,
        member_id uuid not null,
        primary key (tenant_id, group_id, member_id),
        foreign key (tenant_id, group_id) references app.groups (tenant_id, id) on delete restrict,
        foreign key (tenant_id, member_id) references app.members (tenant_id, id) on delete restrict
      );
      create index group_members_member_idx on app.group_members (tenant_id, member_id);

      alter table app.group_members enable row level security;
      alter table app.group_members force row level security;
      create policy tenant_isolation on app.group_members
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, delete on app.group_members to cs_app;

      create table app.authority_limits (
        tenant_id uuid not null,
        id uuid not null,
        role_id uuid,
        member_id uuid,
        request_type_id uuid,
        amount numeric not null check (amount >= 0),
        currency text not null,
        primary key (tenant_id, id),
        check ((role_id is null) <> (member_id is null)),
        unique nulls not distinct (tenant_id, role_id, member_id, request_type_id, currency),
        foreign key (tenant_id, role_id) references app.roles (tenant_id, id) on delete restrict,
        foreign key (tenant_id, member_id) references app.members (tenant_id, id) on delete restrict,
        foreign key (tenant_id, request_type_id) references app.request_types (tenant_id, id) on delete restrict
      );
      create index authority_limits_member_idx on app.authority_limits (tenant_id, member_id);
      create index authority_limits_request_type_idx on app.authority_limits (tenant_id, request_type_id);

      alter table app.authority_limits enable row level security;
      alter table app.authority_limits force row level security;
      create policy tenant_isolation on app.authority_limits
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update, delete on app.authority_limits to cs_app;

      alter table app.members add column manager_id uuid, add column expires_at timestamptz;
      alter table app.members
        add foreign key (tenant_id, manager_id) references app.members (tenant_id, id) on delete restrict,
        add check (manager_id <> id);

      select pgboss.create_queue('memberships', '{"policy": "standard", "retryLimit": 1000, "retryDelay": 1, "retryBackoff": true, "retryDelayMax": 60, "expireInSeconds": 120, "deleteAfterSeconds": 86400}');
    `);
    await queryRunner.query(findSession);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}

// As before, but one whose membership has expired is no member, whenever the worker comes to removing them.
const findSession = `
  create or replace function entry.find_session(session_token text)
  returns table (session_id uuid, user_id uuid, user_name text, user_email text, stepped_up_at timestamptz, stepped_up_by text, tenant_id uuid, member_id uuid, member_name text, unit text, permissions text[])
  language plpgsql security definer set search_path = pg_catalog as $body$
  #variable_conflict use_column
  begin
    select s.id, u.id, u.name, u.email, s.stepped_up_at, s.stepped_up_by, s.active_tenant_id, s.active_member_id
      into session_id, user_id, user_name, user_email, stepped_up_at, stepped_up_by, tenant_id, member_id
      from identity.session s join identity."user" u on u.id = s."userId"
      where s.token = session_token and s."expiresAt" > now();
    if session_id is null then return; end if;
    if tenant_id is not null then
      perform app.enter_tenant(tenant_id);
      -- Row security holds here too: the owner is under it, and sees only the tenant just entered.
      select m.name, m.unit,
             coalesce((select array_agg(distinct p order by p)
                         from app.member_roles mr
                         join app.roles r on r.tenant_id = mr.tenant_id and r.id = mr.role_id
                         cross join lateral unnest(r.permissions) p
                        where mr.tenant_id = m.tenant_id and mr.member_id = m.id), '{}')
        into member_name, unit, permissions
        from app.members m
       where m.tenant_id = find_session.tenant_id and m.id = find_session.member_id and m.deactivated_at is null and (m.expires_at is null or m.expires_at > now());
      if member_name is null then tenant_id := null; member_id := null; end if;
    end if;
    return next;
  end $body$;
`;
