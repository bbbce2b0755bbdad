import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who decides for whom, until when. */
export class CreateDelegations1795200040000 implements MigrationInterface {
  readonly name = 'CreateDelegations1795200040000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.delegations (
        tenant_id uuid not null,
        id uuid not null,
        principal_id uuid not null,
        delegate_id uuid not null,
        starts_at timestamptz not null,
        -- The first instant at which it does not hold any more.
        ends_at timestamptz not null,
        -- Whether it holds for the request types of delegation_request_types only.
        is_narrowed boolean not null,
        limit_amount numeric,
        limit_currency text,
        reason text,
        made_by uuid not null,
        made_at timestamptz not null,
        ended_at timestamptz,
        ended_by uuid,
        primary key (tenant_id, id),
        check (principal_id <> delegate_id),
        check (ends_at > starts_at and ends_at <= starts_at + interval '366 days'),
        check ((limit_amount is null) = (limit_currency is null)),
        check ((ended_at is null) = (ended_by is null)),
        foreign key (tenant_id, principal_id) references app.members (tenant_id, id) on delete restrict,
        foreign key (tenant_id, delegate_id) references app.members (tenant_id, id) on delete restrict,
        foreign key (tenant_id, made_by) references app.members (tenant_id, id) on delete restrict,
        foreign key (tenant_id, ended_by) references app.members (tenant_id, id) on delete restrict
      );
      create index delegations_principal_idx on app.delegations (tenant_id, principal_id, ends_at);
      create index delegations_delegate_idx on app.delegations (tenant_id, delegate_id, ends_at);
      create index delegations_made_by_idx on app.delegations (tenant_id, made_by);
      create index delegations_ended_by_idx on app.delegations (tenant_id, ended_by);

      alter table app.delegations enable row level security;
      alter table app.delegations force row level security;
      create policy tenant_isolation on app.delegations
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert on app.delegations to cs_app;
      grant update (ended_at, ended_by) on app.delegations to cs_app;

      create table app.delegation_request_types (
        tenant_id uuid not null,
        delegation_id uuid not null,
        request_type_id uuid not null,
        primary key (tenant_id, delegation_id, request_type_id),
        foreign key (tenant_id, delegation_id) references app.delegations (tenant_id, id) on delete restrict,
        foreign key (tenant_id, request_type_id) references app.request_types (tenant_id, id) on delete restrict
      );
      create index delegation_request_types_type_idx on app.delegation_request_types (tenant_id, request_type_id);

      alter table app.delegation_request_types enable row level security;
      alter table app.delegation_request_types force row level security;
      create policy tenant_isolation on app.delegation_request_types
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert on app.delegation_request_types to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
