import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An effect is fetched the later the more of its company wait already: each doubling is a rank. Whoever has little waiting passes by
 * whoever has a hundred thousand; of one company the first wanted is still the first. More than a thousand are not told apart.
 */
export class RankEffects1796200052001 implements MigrationInterface {
  readonly name = 'RankEffects1796200052001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create or replace function app.enqueue(in_tenant uuid, queue_name text, job_data jsonb, delay_ms integer) returns void
      language plpgsql security definer set search_path = pg_catalog as $body$
      declare
        waiting integer := 1;
      begin
        if in_tenant is null or in_tenant is distinct from nullif(current_setting('app.tenant_id', true), '')::uuid then
          raise exception 'a job belongs to the tenant of its transaction' using errcode = '42501';
        end if;
        if queue_name = 'effects' then
          select greatest(count(*), 1) into waiting from (select from app.effects e where e.tenant_id = in_tenant and e.state = 'wanted' limit 1024) few;
        end if;
        insert into pgboss.job (name, data, priority, start_after, group_id, expire_seconds, deletion_seconds, keep_until,
                                retry_limit, retry_delay, retry_backoff, retry_delay_max, policy, dead_letter, heartbeat_seconds)
        select q.name, job_data || jsonb_build_object('tenantId', in_tenant), -floor(log(2.0, waiting::numeric))::integer, now() + delay_ms * interval '1 millisecond', in_tenant::text,
               q.expire_seconds, q.deletion_seconds, now() + delay_ms * interval '1 millisecond' + q.retention_seconds * interval '1 second',
               q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.policy, q.dead_letter, q.heartbeat_seconds
          from pgboss.queue q where q.name = queue_name;
        if not found then raise exception 'there is no queue %', queue_name; end if;
      end $body$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
