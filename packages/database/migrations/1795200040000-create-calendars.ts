import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a company's people work: what is promised in working hours and days is counted by it. */
export class CreateCalendars1795200040000 implements MigrationInterface {
  readonly name = 'CreateCalendars1795200040000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.calendars (
        tenant_id uuid not null references app.tenants (tenant_id) on delete restrict,
        id uuid not null,
        name text not null,
        time_zone text not null,
        -- Per weekday the spans of its work, in order; and single days without any, each with its name.
        week jsonb not null,
        holidays jsonb not null,
        is_default boolean not null,
        changed_at timestamptz not null,
        primary key (tenant_id, id),
        unique (tenant_id, name)
      );
      create unique index calendars_default_idx on app.calendars (tenant_id) where is_default;

      alter table app.calendars enable row level security;
      alter table app.calendars force row level security;
      create policy tenant_isolation on app.calendars
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, update, delete on app.calendars to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
