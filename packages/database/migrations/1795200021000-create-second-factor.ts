import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A second factor of a person, the codes that stand in for it, and when a session last proved it. */
export class CreateSecondFactor1795200021000 implements MigrationInterface {
  readonly name = 'CreateSecondFactor1795200021000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table identity.second_factor (
        user_id uuid primary key references identity."user" (id) on delete cascade,
        sealed_secret bytea not null,
        -- The last step of time of which a code was taken: that code, and those before it, are taken no more.
        used_step bigint not null default 0,
        -- Null until a first code has shown that the secret arrived: before that it protects nothing and asks for nothing.
        confirmed_at timestamptz,
        created_at timestamptz not null default now()
      );
      -- One that was used is deleted.
      create table identity.recovery_code (
        user_id uuid not null references identity.second_factor (user_id) on delete cascade,
        code_hash bytea not null,
        primary key (user_id, code_hash)
      );
      grant select, insert, update, delete on identity.second_factor, identity.recovery_code to cs_identity;
      alter table identity.session add column stepped_up_at timestamptz;
      alter table identity.session add column stepped_up_by text;
    `);
    await queryRunner.query(`
      alter table identity.session add constraint session_step_up_check check ((stepped_up_at is null) = (stepped_up_by is null));
    `);
    await queryRunner.query(takeSecondFactor);
    await queryRunner.query(secondFactorFunctions);
    await queryRunner.query(findSession);
    await queryRunner.query(`
      revoke all on function identity.take_second_factor(uuid, uuid, bytea, bigint, bytea, timestamptz), entry.find_second_factor(uuid), entry.start_second_factor(uuid, bytea), entry.confirm_second_factor(uuid, uuid, bytea, bigint, bytea[], timestamptz),
        entry.prove_second_factor(uuid, uuid, bytea, bigint, bytea, timestamptz), entry.replace_recovery_codes(uuid, bytea[]), entry.remove_second_factor(uuid), entry.find_session(text) from public;
      grant execute on function identity.take_second_factor(uuid, uuid, bytea, bigint, bytea, timestamptz) to cs_identity;
      grant execute on function entry.find_second_factor(uuid), entry.start_second_factor(uuid, bytea), entry.confirm_second_factor(uuid, uuid, bytea, bigint, bytea[], timestamptz), entry.prove_second_factor(uuid, uuid, bytea, bigint, bytea, timestamptz),
        entry.replace_recovery_codes(uuid, bytea[]), entry.remove_second_factor(uuid), entry.find_session(text) to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}

// What both signing in and proving it anew do: uses a code up, of the authenticator (step) or of recovery (hash), and notes it with the session.
const takeSecondFactor = `
  create function identity.take_second_factor(of_user uuid, of_session uuid, of_secret bytea, step bigint, recovery_hash bytea, at timestamptz) returns boolean
  language plpgsql set search_path = pg_catalog as $body$
  begin
    if step is not null then
      update identity.second_factor f set used_step = step where f.user_id = of_user and f.sealed_secret = of_secret and f.confirmed_at is not null and f.used_step < step;
    else
      delete from identity.recovery_code c where c.user_id = of_user and c.code_hash = recovery_hash;
    end if;
    if not found then return false; end if;
    update identity.session s set stepped_up_at = at, stepped_up_by = case when step is null then 'recovery_code' else 'totp' end where s.id = of_session and s."userId" = of_user;
    return true;
  end $body$;
`;

/** In the transaction of a company, together with its audit entry, and only for somebody who is a member there. */
const secondFactorFunctions = `
  create function entry.find_second_factor(of_user uuid) returns table (sealed_secret bytea, used_step text, confirmed_at timestamptz, recovery_codes integer)
  language sql stable security definer set search_path = pg_catalog as $body$
    select f.sealed_secret, f.used_step::text, f.confirmed_at, (select count(*)::integer from identity.recovery_code c where c.user_id = f.user_id)
      from identity.second_factor f
     where f.user_id = of_user and exists (select 1 from app.members m where m.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid and m.user_id = of_user);
  $body$;

  -- Anew as often as one likes, until it is confirmed; null where it is already.
  create function entry.start_second_factor(of_user uuid, sealed bytea) returns uuid
  language sql security definer set search_path = pg_catalog as $body$
    insert into identity.second_factor as f (user_id, sealed_secret) select of_user, sealed
     where exists (select 1 from app.members m where m.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid and m.user_id = of_user)
        on conflict (user_id) do update set sealed_secret = excluded.sealed_secret where f.confirmed_at is null
    returning f.user_id;
  $body$;

  create function entry.confirm_second_factor(of_user uuid, of_session uuid, of_secret bytea, step bigint, recovery_hashes bytea[], at timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $body$
  begin
    if not exists (select 1 from app.members m where m.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid and m.user_id = of_user) then return false; end if;
    update identity.second_factor f set confirmed_at = at where f.user_id = of_user and f.sealed_secret = of_secret and f.confirmed_at is null;
    if not found then return false; end if;
    insert into identity.recovery_code (user_id, code_hash) select of_user, h from unnest(recovery_hashes) h;
    return identity.take_second_factor(of_user, of_session, of_secret, step, null, at);
  end $body$;

  create function entry.prove_second_factor(of_user uuid, of_session uuid, of_secret bytea, step bigint, recovery_hash bytea, at timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $body$
  begin
    if not exists (select 1 from app.members m where m.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid and m.user_id = of_user) then return false; end if;
    return identity.take_second_factor(of_user, of_session, of_secret, step, recovery_hash, at);
  end $body$;

  create function entry.replace_recovery_codes(of_user uuid, recovery_hashes bytea[]) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $body$
  begin
    if not exists (select 1 from app.members m where m.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid and m.user_id = of_user) then return false; end if;
    -- Held, so that two who replace at once leave the codes of one of them.
    perform 1 from identity.second_factor f where f.user_id = of_user and f.confirmed_at is not null for update;
    if not found then return false; end if;
    delete from identity.recovery_code c where c.user_id = of_user;
    insert into identity.recovery_code (user_id, code_hash) select of_user, h from unnest(recovery_hashes) h;
    return true;
  end $body$;

  -- No session has proved what is no longer there.
  create function entry.remove_second_factor(of_user uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $body$
  begin
    if not exists (select 1 from app.members m where m.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid and m.user_id = of_user) then return false; end if;
    delete from identity.second_factor f where f.user_id = of_user and f.confirmed_at is not null;
    if not found then return false; end if;
    update identity.session s set stepped_up_at = null, stepped_up_by = null where s."userId" = of_user and s.stepped_up_at is not null;
    return true;
  end $body$;
`;

// As before, with when and how the session last proved the second factor.
const findSession = `
  drop function entry.find_session(text);
  create function entry.find_session(session_token text)
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
        from app.members m where m.tenant_id = find_session.tenant_id and m.id = find_session.member_id and m.deactivated_at is null;
      if member_name is null then tenant_id := null; member_id := null; end if;
    end if;
    return next;
  end $body$;
`;
