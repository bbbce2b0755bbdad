import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The worker clears counts of tries that have all leaked away: no call that is counted pays for it. */
export class ForgetTries1796100042000 implements MigrationInterface {
  readonly name = 'ForgetTries1796100042000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create function entry.forget_tries() returns integer
      language sql security definer set search_path = pg_catalog as $body$
        with gone as (delete from identity.rate_limit where drained_at < now() returning 1) select count(*)::integer from gone;
      $body$;
      revoke all on function entry.forget_tries() from public;
      grant execute on function entry.forget_tries() to cs_worker;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
