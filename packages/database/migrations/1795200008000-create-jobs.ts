import { getConstructionPlans } from 'pg-boss';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The job queue's own schema, owned by us: the application may only enqueue, by one function that shares the
 * caller's transaction; the worker's role may claim. Jobs carry ids only.
 */
export class CreateJobs1795200008000 implements MigrationInterface {
  readonly name = 'CreateJobs1795200008000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(inOurTransaction(getConstructionPlans('pgboss')));
    await queryRunner.query(`
      select pgboss.create_queue('effects', '{"policy": "standard", "retryLimit": 1000, "retryDelay": 1, "retryBackoff": true, "retryDelayMax": 60, "expireInSeconds": 120, "heartbeatSeconds": 10, "deleteAfterSeconds": 86400}');
      select pgboss.create_queue('housekeeping', '{"policy": "singleton", "retryLimit": 3, "expireInSeconds": 600}');

      create function app.enqueue(in_tenant uuid, queue_name text, job_data jsonb, delay_ms integer) returns void
      language plpgsql security definer set search_path = pg_catalog as $body$
      begin
        if in_tenant is null or in_tenant is distinct from nullif(current_setting('app.tenant_id', true), '')::uuid then
          raise exception 'a job belongs to the tenant of its transaction' using errcode = '42501';
        end if;
        insert into pgboss.job (name, data, start_after, group_id, expire_seconds, deletion_seconds, keep_until,
                                retry_limit, retry_delay, retry_backoff, retry_delay_max, policy, dead_letter, heartbeat_seconds)
        select q.name, job_data || jsonb_build_object('tenantId', in_tenant), now() + delay_ms * interval '1 millisecond', in_tenant::text,
               q.expire_seconds, q.deletion_seconds, now() + delay_ms * interval '1 millisecond' + q.retention_seconds * interval '1 second',
               q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.policy, q.dead_letter, q.heartbeat_seconds
          from pgboss.queue q where q.name = queue_name;
        if not found then raise exception 'there is no queue %', queue_name; end if;
      end $body$;
      revoke all on function app.enqueue(uuid, text, jsonb, integer) from public;
      grant execute on function app.enqueue(uuid, text, jsonb, integer) to cs_app;

      revoke all on all functions in schema pgboss from public;
      grant usage on schema pgboss to cs_worker;
      grant select, insert, update, delete on all tables in schema pgboss to cs_worker;
      grant execute on all functions in schema pgboss to cs_worker;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}

/** The plan opens and commits a transaction of its own; ours is open already. */
function inOurTransaction(plan: string): string {
  return plan.replace(/^\s*BEGIN;/, '').replace(/COMMIT;\s*$/, '');
}
