import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A member can be removed and an invitation withdrawn; both rows stay, since what they did is signed with them. */
export class RemoveMembers1795200016000 implements MigrationInterface {
  readonly name = 'RemoveMembers1795200016000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table app.members add column deactivated_at timestamptz;
      alter table app.invitations add column withdrawn_at timestamptz;
    `);
    await queryRunner.query(findSession);
    await queryRunner.query(`
      create function entry.remove_membership(of_user uuid, in_tenant uuid, as_member uuid) returns void
      language plpgsql security definer set search_path = pg_catalog as $body$
      begin
        -- Only from within the tenant, and only for a member who is removed there already.
        if not exists (select 1 from app.members m where m.tenant_id = in_tenant and m.id = as_member and m.user_id = of_user and m.deactivated_at is not null) then
          raise exception 'no such removed member here' using errcode = '42501';
        end if;
        delete from entry.memberships where user_id = of_user and tenant_id = in_tenant and member_id = as_member;
        update identity.session set active_tenant_id = null, active_member_id = null where "userId" = of_user and active_tenant_id = in_tenant;
      end $body$;

      create function entry.replace_invitation_token(hash bytea, in_tenant uuid, invitation uuid) returns void
      language plpgsql security definer set search_path = pg_catalog as $body$
      begin
        if not exists (select 1 from app.invitations i where i.tenant_id = in_tenant and i.id = invitation) then
          raise exception 'no such invitation here' using errcode = '42501';
        end if;
        delete from entry.invitation_tokens where tenant_id = in_tenant and invitation_id = invitation;
        insert into entry.invitation_tokens (token_hash, tenant_id, invitation_id) values (hash, in_tenant, invitation);
      end $body$;

      revoke all on function entry.remove_membership(uuid, uuid, uuid), entry.replace_invitation_token(bytea, uuid, uuid) from public;
      grant execute on function entry.remove_membership(uuid, uuid, uuid), entry.replace_invitation_token(bytea, uuid, uuid) to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}

// As before, but a removed member is none: the next call of any process with any of their sessions is in no company.
const findSession = `
  create or replace function entry.find_session(session_token text)
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
        from app.members m where m.tenant_id = find_session.tenant_id and m.id = find_session.member_id and m.deactivated_at is null;
      if member_name is null then tenant_id := null; member_id := null; end if;
    end if;
    return next;
  end $body$;
`;
