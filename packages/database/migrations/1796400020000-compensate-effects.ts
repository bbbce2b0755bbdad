import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was carried out is undone where a later effect fails for good: states of their own for what is undone, and for what is not begun any more. */
export class CompensateEffects1796400020000 implements MigrationInterface {
  readonly name = 'CompensateEffects1796400020000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table app.effects drop constraint effects_state_check, drop constraint effects_on_failure_check, drop constraint effects_resolved_check;
      alter table app.effects
        add constraint effects_state_check check (state in ('wanted', 'running', 'succeeded', 'failed', 'unknown', 'parked', 'cancelled', 'resolved', 'skipped', 'given_up', 'called_off', 'compensating', 'compensated')),
        add constraint effects_on_failure_check check (on_failure in ('park', 'continue', 'compensate')),
        add constraint effects_resolved_check check ((resolved_by is null) = (resolution is null)
          and case when state in ('resolved', 'skipped') then resolved_by is not null when state in ('compensating', 'compensated') then true else resolved_by is null end);
      alter table app.effect_repairs add column undoes boolean not null default false;
      alter table app.effect_repairs add constraint effect_repairs_undoes_check check (not undoes or how = 'skip');

      select pgboss.create_queue('compensations', '{"policy": "standard", "retryLimit": 1000, "retryDelay": 1, "retryBackoff": true, "retryDelayMax": 60, "expireInSeconds": 300, "heartbeatSeconds": 10, "deleteAfterSeconds": 86400}');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
