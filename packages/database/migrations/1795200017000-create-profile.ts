import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When sessions were used, pictures, and what a member's profile says, in each company of theirs. */
export class CreateProfile1795200017000 implements MigrationInterface {
  readonly name = 'CreateProfile1795200017000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Apart from the session: it is written while calls are served, refused ones too, and may be lost.
      create table identity.session_use (
        session_id uuid primary key references identity.session (id) on delete cascade,
        used_at timestamptz not null
      );
      -- Pictures belong to people, not to companies. identity."user".image names the one that is shown.
      create table identity.picture (
        id uuid primary key,
        user_id uuid not null references identity."user" (id) on delete cascade,
        colour text not null,
        made_at timestamptz not null default now()
      );
      create index picture_user_idx on identity.picture (user_id);
      create table identity.picture_upload (
        id uuid primary key,
        user_id uuid not null references identity."user" (id) on delete cascade,
        media_type text not null,
        bytes integer not null,
        sha256 text not null,
        expires_at timestamptz not null
      );
      create index picture_upload_user_idx on identity.picture_upload (user_id);
      grant select, insert, update, delete on identity.session_use, identity.picture, identity.picture_upload to cs_identity;

      alter table app.members add column picture_id uuid;
      alter table app.members add column picture_colour text;
    `);
    await queryRunner.query(`
      alter table app.members add constraint members_picture_check check ((picture_id is null) = (picture_colour is null));
      create index members_picture_idx on app.members (tenant_id, picture_id);
    `);
    await queryRunner.query(profileFunctions);
    await queryRunner.query(liveFunctions);
    await queryRunner.query(`
      select pgboss.create_queue('profiles', '{"policy": "standard", "retryLimit": 1000, "retryDelay": 1, "retryBackoff": true, "retryDelayMax": 60, "expireInSeconds": 120, "deleteAfterSeconds": 86400}');
      revoke all on function entry.end_session(uuid, uuid), entry.end_other_sessions(uuid, uuid), entry.rename_user(uuid, text), entry.announce_upload(uuid, uuid, text, integer, text, timestamptz), entry.show_picture(uuid, uuid, text), entry.find_profile(uuid),
        entry.list_unused_files(integer), entry.forget_file(uuid, boolean), entry.check_sessions(uuid[]), entry.find_changed_tenants(uuid[], xid8[], uuid[]) from public;
      grant execute on function entry.end_session(uuid, uuid), entry.end_other_sessions(uuid, uuid), entry.rename_user(uuid, text), entry.announce_upload(uuid, uuid, text, integer, text, timestamptz), entry.show_picture(uuid, uuid, text), entry.find_profile(uuid),
        entry.check_sessions(uuid[]), entry.find_changed_tenants(uuid[], xid8[], uuid[]) to cs_app;
      grant execute on function entry.list_unused_files(integer), entry.forget_file(uuid, boolean) to cs_worker;
      grant usage on schema entry to cs_worker;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}

/** What a change to a person writes beside the company's rows, in the company's own transaction, and only to somebody who is a member there. */
const profileFunctions = `
  create function entry.end_session(of_user uuid, of_session uuid) returns uuid
  language sql security definer set search_path = pg_catalog as $body$
    delete from identity.session s where s.id = of_session and s."userId" = of_user
       and exists (select 1 from app.members m where m.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid and m.user_id = of_user) returning s.id;
  $body$;

  create function entry.end_other_sessions(of_user uuid, kept uuid) returns setof uuid
  language sql security definer set search_path = pg_catalog as $body$
    delete from identity.session s where s."userId" = of_user and s.id <> kept
       and exists (select 1 from app.members m where m.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid and m.user_id = of_user) returning s.id;
  $body$;

  create function entry.rename_user(of_user uuid, new_name text) returns void
  language sql security definer set search_path = pg_catalog as $body$
    update identity."user" u set name = new_name, "updatedAt" = now()
     where u.id = of_user and exists (select 1 from app.members m where m.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid and m.user_id = of_user);
  $body$;

  -- Null takes the picture away; false where it is not a picture of this person's, or there was none to take away.
  create function entry.show_picture(of_user uuid, of_picture uuid, new_colour text) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $body$
  begin
    if not exists (select 1 from app.members m where m.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid and m.user_id = of_user) then return false; end if;
    if of_picture is not null then
      insert into identity.picture (id, user_id, colour) values (of_picture, of_user, new_colour) on conflict (id) do nothing;
    end if;
    if of_picture is not null and not exists (select 1 from identity.picture p where p.id = of_picture and p.user_id = of_user) then return false; end if;
    update identity."user" u set image = of_picture::text, "updatedAt" = now() where u.id = of_user and u.image is distinct from of_picture::text;
    return found;
  end $body$;

  create function entry.announce_upload(of_user uuid, upload uuid, of_type text, of_bytes integer, of_sha256 text, until timestamptz) returns void
  language sql security definer set search_path = pg_catalog as $body$
    insert into identity.picture_upload (id, user_id, media_type, bytes, sha256, expires_at) select upload, of_user, of_type, of_bytes, of_sha256, until
     where exists (select 1 from app.members m where m.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid and m.user_id = of_user);
  $body$;

  create function entry.find_profile(of_user uuid) returns table (name text, picture_id uuid, picture_colour text)
  language sql stable security definer set search_path = pg_catalog as $body$
    select u.name, p.id, p.colour from identity."user" u left join identity.picture p on p.user_id = u.id and p.id::text = u.image where u.id = of_user;
  $body$;

  -- Pictures that nobody shows any more, and uploads whose address has expired; both for so long.
  create function entry.list_unused_files(for_seconds integer) returns table (id uuid, is_upload boolean, is_picture boolean)
  language sql stable security definer set search_path = pg_catalog as $body$
    (select p.id, false, true from identity.picture p join identity."user" u on u.id = p.user_id
      where u.image is distinct from p.id::text and p.made_at < now() - for_seconds * interval '1 second' and u."updatedAt" < now() - for_seconds * interval '1 second' limit 500)
    union all
    -- A picture has its upload's id. One that was made of it and never shown goes with the upload.
    (select up.id, true, not exists (select 1 from identity.picture p2 where p2.id = up.id) from identity.picture_upload up
      where up.expires_at < now() - for_seconds * interval '1 second' limit 500);
  $body$;

  create function entry.forget_file(of_file uuid, was_upload boolean) returns void
  language sql security definer set search_path = pg_catalog as $body$
    delete from identity.picture p where not was_upload and p.id = of_file and not exists (select 1 from identity."user" u where u.id = p.user_id and u.image = p.id::text);
    delete from identity.picture_upload up where was_upload and up.id = of_file;
  $body$;
`;

/** What the live updates of a process ask for, for all of its streams at once. */
const liveFunctions = `
  create function entry.check_sessions(of_sessions uuid[]) returns table (session_id uuid, tenant_id uuid, member_id uuid)
  language sql stable security definer set search_path = pg_catalog as $body$
    select s.id, s.active_tenant_id, s.active_member_id from identity.session s where s.id = any(of_sessions) and s."expiresAt" > now();
  $body$;

  -- Which of these companies have audit entries after a place that all who could still write before it have passed. The owner is under
  -- row security too: each company is entered for its own look, in a transaction that has entered none and is in none afterwards.
  create function entry.find_changed_tenants(tenants uuid[], after_xids xid8[], after_ids uuid[]) returns setof uuid
  language plpgsql security definer set search_path = pg_catalog as $body$
  declare
    horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
  begin
    if nullif(current_setting('app.tenant_id', true), '') is not null then
      raise exception 'this transaction has entered a tenant' using errcode = '25001';
    end if;
    for place in 1 .. cardinality(tenants) loop
      execute format('set local app.tenant_id = %L', tenants[place]);
      if exists (select 1 from app.audit_entries a
                  where a.tenant_id = tenants[place] and a.xid >= after_xids[place] and a.xid < horizon and (a.xid > after_xids[place] or a.id > after_ids[place])) then
        return next tenants[place];
      end if;
    end loop;
    set local app.tenant_id = '';
  end $body$;
`;
