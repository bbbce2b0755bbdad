import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What programs show instead of a session. */
export class CreateApiKeys1796200064000 implements MigrationInterface {
  readonly name = 'CreateApiKeys1796200064000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.api_keys (
        tenant_id uuid not null,
        id uuid not null,
        member_id uuid not null,
        name text not null,
        scopes text[] not null check (cardinality(scopes) > 0),
        -- How the text begins, by which a person tells one key from another.
        hint text not null,
        -- The version of the API that was current when it was made.
        api_version text not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        revoked_at timestamptz,
        revoked_by uuid,
        primary key (tenant_id, id),
        check (expires_at > created_at and expires_at <= created_at + interval '366 days'),
        check ((revoked_at is null) = (revoked_by is null)),
        foreign key (tenant_id, member_id) references app.members (tenant_id, id) on delete restrict,
        foreign key (tenant_id, revoked_by) references app.members (tenant_id, id) on delete restrict
      );
      create index api_keys_member_idx on app.api_keys (tenant_id, member_id);
      create index api_keys_revoked_by_idx on app.api_keys (tenant_id, revoked_by);

      alter table app.api_keys enable row level security;
      alter table app.api_keys force row level security;
      create policy tenant_isolation on app.api_keys
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert on app.api_keys to cs_app;
      grant update (revoked_at, revoked_by) on app.api_keys to cs_app;

      -- Apart, so that noting a use rewrites nothing that says what a key is.
      create table app.api_key_uses (
        tenant_id uuid not null,
        api_key_id uuid not null,
        used_at timestamptz not null,
        primary key (tenant_id, api_key_id),
        foreign key (tenant_id, api_key_id) references app.api_keys (tenant_id, id) on delete restrict
      );

      alter table app.api_key_uses enable row level security;
      alter table app.api_key_uses force row level security;
      create policy tenant_isolation on app.api_key_uses
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update on app.api_key_uses to cs_app;

      -- Not a tenant table: it is how a tenant is found. No role but the owner can read it.
      create table entry.api_key_hashes (
        key_hash bytea primary key,
        tenant_id uuid not null,
        api_key_id uuid not null
      );
    `);
    await queryRunner.query(functions);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}

const functions = `
  create function entry.add_api_key_hash(hash bytea, in_tenant uuid, of_api_key uuid) returns void
  language plpgsql security definer set search_path = pg_catalog as $body$
  begin
    -- Only from within the tenant: the caller has entered it, and the key is already there.
    if not exists (select 1 from app.api_keys k where k.tenant_id = in_tenant and k.id = of_api_key) then
      raise exception 'no such key here' using errcode = '42501';
    end if;
    insert into entry.api_key_hashes (key_hash, tenant_id, api_key_id) values (hash, in_tenant, of_api_key);
  end $body$;

  -- A key that has ended, in whatever way, is found no more than one that never was.
  create function entry.find_api_key(hash bytea)
  returns table (api_key_id uuid, api_version text, user_id uuid, user_name text, user_email text, tenant_id uuid, member_id uuid, member_name text, unit text, permissions text[])
  language plpgsql security definer set search_path = pg_catalog as $body$
  #variable_conflict use_column
  begin
    select h.tenant_id, h.api_key_id into tenant_id, api_key_id from entry.api_key_hashes h where h.key_hash = hash;
    if api_key_id is null then return; end if;
    perform app.enter_tenant(tenant_id);
    -- Row security holds here too: the owner is under it, and sees only the tenant just entered.
    select k.api_version, m.user_id, m.name, m.email, m.id, m.name, m.unit,
           coalesce((select array_agg(distinct p order by p)
                       from app.member_roles mr
                       join app.roles r on r.tenant_id = mr.tenant_id and r.id = mr.role_id
                       cross join lateral unnest(r.permissions) p
                      where mr.tenant_id = m.tenant_id and mr.member_id = m.id and p = any (k.scopes)), '{}')
      into api_version, user_id, user_name, user_email, member_id, member_name, unit, permissions
      from app.api_keys k join app.members m on m.tenant_id = k.tenant_id and m.id = k.member_id
     where k.tenant_id = find_api_key.tenant_id and k.id = find_api_key.api_key_id and k.revoked_at is null and k.expires_at > now()
       and m.deactivated_at is null and (m.expires_at is null or m.expires_at > now());
    if member_id is null then return; end if;
    return next;
  end $body$;

  revoke all on function entry.add_api_key_hash(bytea, uuid, uuid), entry.find_api_key(bytea) from public;
  grant execute on function entry.add_api_key_hash(bytea, uuid, uuid), entry.find_api_key(bytea) to cs_app;
`;
