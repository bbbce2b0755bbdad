import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is to happen to a request at a time, when its tasks are due, and who was asked besides those whom a step names. */
export class CreateTimers1795200041000 implements MigrationInterface {
  readonly name = 'CreateTimers1795200041000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.timers (
        tenant_id uuid not null,
        id uuid not null,
        request_id uuid not null,
        -- Null for a wait, which nobody is asked in.
        task_id uuid,
        step_id text not null,
        kind text not null check (kind in ('reminder', 'due', 'overdue', 'wait')),
        at timestamptz not null,
        state text not null default 'waiting' check (state in ('waiting', 'fired', 'moot')),
        ended_at timestamptz,
        primary key (tenant_id, id),
        check ((kind = 'wait') = (task_id is null)),
        foreign key (tenant_id, request_id) references app.requests (tenant_id, id) on delete restrict,
        foreign key (tenant_id, task_id) references app.tasks (tenant_id, id) on delete restrict
      );
      create index timers_waiting_idx on app.timers (tenant_id, at) where state = 'waiting';
      create index timers_request_idx on app.timers (tenant_id, request_id);
      create index timers_task_idx on app.timers (tenant_id, task_id);

      alter table app.timers enable row level security;
      alter table app.timers force row level security;
      create policy tenant_isolation on app.timers
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (state, ended_at) on app.timers to cs_app;

      alter table app.tasks add column due_at timestamptz;
      alter table app.task_candidates add column asked_by uuid;
      grant update (because, included, asked_by) on app.task_candidates to cs_app;
      alter table app.notifications drop constraint notifications_because_check;
      alter table app.notifications add constraint notifications_because_check check (because in ('mention', 'watch', 'asked'));

      -- A timer that is not there yet when its job comes, or is early, is looked for again: the rows decide, not the queue.
      select pgboss.create_queue('timers', '{"policy": "standard", "retryLimit": 1000, "retryDelay": 1, "retryBackoff": true, "retryDelayMax": 60, "expireInSeconds": 120, "heartbeatSeconds": 10, "deleteAfterSeconds": 86400}');
      select pgboss.create_queue('timer-sweeps', '{"policy": "exclusive", "retryLimit": 3, "retryDelay": 10, "expireInSeconds": 3600, "heartbeatSeconds": 30, "deleteAfterSeconds": 86400}');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
