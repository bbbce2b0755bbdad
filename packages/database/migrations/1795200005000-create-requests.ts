import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests, their revisions, the runs that decide on them, tasks and decisions. */
export class CreateRequests1795200005000 implements MigrationInterface {
  readonly name = 'CreateRequests1795200005000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.requests (
        tenant_id uuid not null references app.tenants (tenant_id) on delete restrict,
        id uuid not null,
        number bigint not null,
        request_type_id uuid not null,
        request_type_version integer not null,
        requester_id uuid not null,
        title text not null,
        amount numeric,
        currency text,
        status text not null check (status in ('open', 'returned', 'needs_approver', 'approved', 'rejected', 'withdrawn')),
        revision integer not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (tenant_id, id),
        unique (tenant_id, number),
        check ((amount is null) = (currency is null)),
        foreign key (tenant_id, request_type_id, request_type_version) references app.request_type_versions (tenant_id, request_type_id, version) on delete restrict,
        foreign key (tenant_id, requester_id) references app.members (tenant_id, id) on delete restrict
      );
      create index requests_requester_idx on app.requests (tenant_id, requester_id, number desc);
      create index requests_status_idx on app.requests (tenant_id, status, number desc);
      create index requests_type_idx on app.requests (tenant_id, request_type_id, request_type_version);

      alter table app.requests enable row level security;
      alter table app.requests force row level security;
      create policy tenant_isolation on app.requests
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update on app.requests to cs_app;

      create table app.revisions (
        tenant_id uuid not null,
        request_id uuid not null,
        revision integer not null,
        content jsonb not null,
        revision_digest text not null,
        material_digest text not null,
        created_by uuid not null,
        created_at timestamptz not null,
        primary key (tenant_id, request_id, revision),
        foreign key (tenant_id, request_id) references app.requests (tenant_id, id) on delete restrict,
        foreign key (tenant_id, created_by) references app.members (tenant_id, id) on delete restrict
      );
      create index revisions_created_by_idx on app.revisions (tenant_id, created_by);

      alter table app.revisions enable row level security;
      alter table app.revisions force row level security;
      create policy tenant_isolation on app.revisions
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert on app.revisions to cs_app;

      create table app.runs (
        tenant_id uuid not null,
        id uuid not null,
        request_id uuid not null,
        workflow_id uuid not null,
        workflow_version integer not null,
        state jsonb not null,
        fact_count integer not null,
        primary key (tenant_id, id),
        unique (tenant_id, request_id),
        foreign key (tenant_id, request_id) references app.requests (tenant_id, id) on delete restrict,
        foreign key (tenant_id, workflow_id, workflow_version) references app.workflow_versions (tenant_id, workflow_id, version) on delete restrict
      );
      create index runs_workflow_idx on app.runs (tenant_id, workflow_id, workflow_version);

      alter table app.runs enable row level security;
      alter table app.runs force row level security;
      create policy tenant_isolation on app.runs
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (state, fact_count) on app.runs to cs_app;

      create table app.facts (
        tenant_id uuid not null,
        run_id uuid not null,
        seq integer not null,
        at timestamptz not null,
        fact jsonb not null,
        primary key (tenant_id, run_id, seq),
        foreign key (tenant_id, run_id) references app.runs (tenant_id, id) on delete restrict
      );

      alter table app.facts enable row level security;
      alter table app.facts force row level security;
      create policy tenant_isolation on app.facts
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert on app.facts to cs_app;

      create table app.tasks (
        tenant_id uuid not null,
        id uuid not null,
        run_id uuid not null,
        request_id uuid not null,
        number integer not null,
        step_id text not null,
        step_name text not null,
        status text not null check (status in ('open', 'approved', 'rejected', 'changes_requested', 'superseded', 'withdrawn')),
        quorum integer not null,
        opened_at timestamptz not null,
        closed_at timestamptz,
        primary key (tenant_id, id),
        unique (tenant_id, run_id, number),
        foreign key (tenant_id, run_id) references app.runs (tenant_id, id) on delete restrict,
        foreign key (tenant_id, request_id) references app.requests (tenant_id, id) on delete restrict
      );
      create index tasks_request_idx on app.tasks (tenant_id, request_id);

      alter table app.tasks enable row level security;
      alter table app.tasks force row level security;
      create policy tenant_isolation on app.tasks
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (status, closed_at) on app.tasks to cs_app;

      create table app.task_candidates (
        tenant_id uuid not null,
        task_id uuid not null,
        member_id uuid not null,
        request_id uuid not null,
        included boolean not null,
        because text not null,
        waiting boolean not null,
        primary key (tenant_id, task_id, member_id),
        foreign key (tenant_id, task_id) references app.tasks (tenant_id, id) on delete restrict,
        foreign key (tenant_id, member_id) references app.members (tenant_id, id) on delete restrict,
        foreign key (tenant_id, request_id) references app.requests (tenant_id, id) on delete restrict
      );
      create index task_candidates_member_idx on app.task_candidates (tenant_id, member_id, request_id);
      create index task_candidates_waiting_idx on app.task_candidates (tenant_id, member_id, task_id) where waiting;
      create index task_candidates_request_idx on app.task_candidates (tenant_id, request_id, member_id);

      alter table app.task_candidates enable row level security;
      alter table app.task_candidates force row level security;
      create policy tenant_isolation on app.task_candidates
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update (waiting) on app.task_candidates to cs_app;

      create table app.decisions (
        tenant_id uuid not null,
        id uuid not null,
        task_id uuid not null,
        request_id uuid not null,
        member_id uuid not null,
        verdict text not null check (verdict in ('approve', 'reject', 'request_changes')),
        reason text,
        revision integer not null,
        revision_digest text not null,
        consequences_digest text not null,
        decided_at timestamptz not null,
        primary key (tenant_id, id),
        unique (tenant_id, task_id, member_id),
        foreign key (tenant_id, task_id) references app.tasks (tenant_id, id) on delete restrict,
        foreign key (tenant_id, request_id, revision) references app.revisions (tenant_id, request_id, revision) on delete restrict,
        foreign key (tenant_id, member_id) references app.members (tenant_id, id) on delete restrict
      );
      create index decisions_request_idx on app.decisions (tenant_id, request_id, revision);
      create index decisions_member_idx on app.decisions (tenant_id, member_id, decided_at desc);

      alter table app.decisions enable row level security;
      alter table app.decisions force row level security;
      create policy tenant_isolation on app.decisions
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert on app.decisions to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
