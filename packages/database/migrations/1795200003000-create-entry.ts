import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The room for what must be found before the tenant is known: definer functions that return ids. */
export class CreateEntry1795200003000 implements MigrationInterface {
  readonly name = 'CreateEntry1795200003000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Not tenant tables: they are how a tenant is found. No role but the owner can read them.
      create table entry.memberships (
        user_id uuid not null,
        tenant_id uuid not null,
        member_id uuid not null,
        active_at timestamptz not null default now(),
        primary key (user_id, tenant_id)
      );
      create table entry.invitation_tokens (
        token_hash bytea primary key,
        tenant_id uuid not null,
        invitation_id uuid not null
      );

      create function entry.find_session(session_token text)
      returns table (session_id uuid, user_id uuid, user_name text, user_email text, tenant_id uuid, member_id uuid, member_name text, unit text, permissions text[])
      language plpgsql security definer set search_path = pg_catalog as $body$
      #variable_conflict use_column
      begin
        select s.id, u.id, u.name, u.email, s.active_tenant_id, s.active_member_id
          into session_id, user_id, user_name, user_email, tenant_id, member_id
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
            from app.members m where m.tenant_id = find_session.tenant_id and m.id = find_session.member_id;
          if member_name is null then tenant_id := null; member_id := null; end if;
        end if;
        return next;
      end $body$;

      create function entry.list_memberships(of_user uuid) returns table (tenant_id uuid, member_id uuid)
      language sql stable security definer set search_path = pg_catalog as $body$
        select m.tenant_id, m.member_id from entry.memberships m where m.user_id = of_user order by m.active_at desc, m.tenant_id limit 100;
      $body$;

      create function entry.add_membership(of_user uuid, in_tenant uuid, as_member uuid) returns void
      language plpgsql security definer set search_path = pg_catalog as $body$
      begin
        -- Only from within the tenant: the caller has entered it, and the member is already there.
        if not exists (select 1 from app.members m where m.tenant_id = in_tenant and m.id = as_member and m.user_id = of_user) then
          raise exception 'no such member here' using errcode = '42501';
        end if;
        insert into entry.memberships (user_id, tenant_id, member_id) values (of_user, in_tenant, as_member);
      end $body$;

      create function entry.activate_membership(of_session uuid, as_member uuid) returns uuid
      language plpgsql security definer set search_path = pg_catalog as $body$
      declare
        found_tenant uuid;
        found_user uuid;
      begin
        select m.tenant_id, m.user_id into found_tenant, found_user
          from entry.memberships m join identity.session s on s."userId" = m.user_id
          where s.id = of_session and m.member_id = as_member;
        if found_tenant is null then return null; end if;
        update identity.session set active_tenant_id = found_tenant, active_member_id = as_member where id = of_session;
        update entry.memberships set active_at = now() where user_id = found_user and tenant_id = found_tenant;
        return found_tenant;
      end $body$;

      create function entry.add_invitation_token(hash bytea, in_tenant uuid, invitation uuid) returns void
      language plpgsql security definer set search_path = pg_catalog as $body$
      begin
        if not exists (select 1 from app.invitations i where i.tenant_id = in_tenant and i.id = invitation) then
          raise exception 'no such invitation here' using errcode = '42501';
        end if;
        insert into entry.invitation_tokens (token_hash, tenant_id, invitation_id) values (hash, in_tenant, invitation);
      end $body$;

      create function entry.find_invitation(hash bytea) returns table (tenant_id uuid, invitation_id uuid)
      language sql stable security definer set search_path = pg_catalog as $body$
        select t.tenant_id, t.invitation_id from entry.invitation_tokens t where t.token_hash = hash;
      $body$;

      create function entry.find_user_by_email(address text) returns uuid
      language sql stable security definer set search_path = pg_catalog as $body$
        select u.id from identity."user" u where u.email = lower(address);
      $body$;

      revoke all on all functions in schema entry from public;
      grant execute on function entry.find_session(text), entry.list_memberships(uuid), entry.add_membership(uuid, uuid, uuid),
        entry.activate_membership(uuid, uuid), entry.add_invitation_token(bytea, uuid, uuid), entry.find_invitation(bytea),
        entry.find_user_by_email(text) to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
