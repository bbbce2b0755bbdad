import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every night each run is folded again from its facts, company by company: how the worker finds the companies, and the job. */
export class CreateRunChecks1795200019000 implements MigrationInterface {
  readonly name = 'CreateRunChecks1795200019000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- A company has a membership for as long as it is there: the last administrator cannot be removed. The companies' own
      -- table is under row security, for its owner too.
      create function entry.list_tenants(after_tenant uuid, at_most integer) returns setof uuid
      language sql stable security definer set search_path = pg_catalog as $body$
        select distinct m.tenant_id from entry.memberships m where m.tenant_id > after_tenant order by m.tenant_id limit at_most;
      $body$;
      revoke all on function entry.list_tenants(uuid, integer) from public;
      grant execute on function entry.list_tenants(uuid, integer) to cs_worker;

      -- Exclusive: one is waiting or under way, however many workers there are, and a night that takes too long skips the next.
      select pgboss.create_queue('run-checks', '{"policy": "exclusive", "retryLimit": 3, "retryDelay": 60, "expireInSeconds": 21600, "heartbeatSeconds": 30, "deleteAfterSeconds": 604800}');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
