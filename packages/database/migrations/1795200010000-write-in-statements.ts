import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a change writes is one statement per repository now, instead of a function that runs a dozen. */
export class WriteInStatements1795200010000 implements MigrationInterface {
  readonly name = 'WriteInStatements1795200010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create function app.require_current(holds boolean) returns void
      language plpgsql set search_path = pg_catalog as $body$
      begin
        if holds is distinct from true then raise exception 'somebody was quicker' using errcode = '40001'; end if;
      end $body$;
      revoke all on function app.require_current(boolean) from public;
      grant execute on function app.require_current(boolean) to cs_app;
      drop function app.save_run(uuid, jsonb);
      drop function app.conclude(uuid, jsonb);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
