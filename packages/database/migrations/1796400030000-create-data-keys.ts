import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What secrets of a tenant are sealed with: keys of its own, wrapped by a master key that the database does not have. */
export class CreateDataKeys1796400030000 implements MigrationInterface {
  readonly name = 'CreateDataKeys1796400030000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.data_keys (
        tenant_id uuid not null references app.tenants (tenant_id) on delete restrict,
        -- The greatest one seals; all open what they sealed.
        number integer not null check (number > 0),
        wrapped bytea not null,
        master_key_id text not null,
        created_at timestamptz not null,
        -- When nothing that lasts was sealed by it any more. It stays: what is kept for some days, and a backup, may still need it.
        retired_at timestamptz,
        primary key (tenant_id, number)
      );

      alter table app.data_keys enable row level security;
      alter table app.data_keys force row level security;
      create policy tenant_isolation on app.data_keys
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (wrapped, master_key_id, retired_at) on app.data_keys to cs_app;

      grant update (sealed_secret) on app.webhook_secrets to cs_app;
      grant update (sealed_secret) on app.webhook_endpoints to cs_app;
    `);
    await queryRunner.query(secondFactors);
    await queryRunner.query(`
      revoke all on function entry.list_second_factors(uuid, integer), entry.reseal_second_factor(uuid, bytea, bytea) from public;
      grant execute on function entry.list_second_factors(uuid, integer), entry.reseal_second_factor(uuid, bytea, bytea) to cs_worker;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}

// A person's secret belongs to no company: it is sealed by the master key itself, and so changes with it.
const secondFactors = `
  create function entry.list_second_factors(after_user uuid, at_most integer) returns table (user_id uuid, sealed_secret bytea)
  language sql stable security definer set search_path = pg_catalog as $body$
    select f.user_id, f.sealed_secret from identity.second_factor f where f.user_id > after_user order by f.user_id limit at_most;
  $body$;

  -- Only where it is still what was read.
  create function entry.reseal_second_factor(of_user uuid, before bytea, after bytea) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $body$
  begin
    update identity.second_factor f set sealed_secret = after where f.user_id = of_user and f.sealed_secret = before;
    return found;
  end $body$;
`;
