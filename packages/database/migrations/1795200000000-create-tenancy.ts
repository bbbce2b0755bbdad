import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The door to a tenant: every transaction enters by it, and row security reads what it sets. */
export class CreateTenancy1795200000000 implements MigrationInterface {
  readonly name = 'CreateTenancy1795200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create function app.enter_tenant(t uuid) returns void language plpgsql
      set search_path = pg_catalog as $body$
      declare
        entered text := nullif(current_setting('app.tenant_id', true), '');
      begin
        if entered is not null and entered <> t::text then
          raise exception 'this transaction has entered another tenant' using errcode = '25001';
        end if;
        -- SET LOCAL, not set_config: on a cluster only the former reaches the shards. See docs/decisions.
        execute format('set local app.tenant_id = %L', t);
      end $body$;
      revoke all on function app.enter_tenant(uuid) from public;
      grant execute on function app.enter_tenant(uuid) to cs_app, cs_identity;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
