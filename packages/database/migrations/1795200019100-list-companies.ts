import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The companies of a person by name in one statement, and one membership without the list of them. */
export class ListCompanies1795200019100 implements MigrationInterface {
  readonly name = 'ListCompanies1795200019100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- By the session, and of its own person only: names of companies are for those who are in them. The owner is under row security too:
      -- each company is entered for its name, in a transaction that has entered none and is in none afterwards.
      create function entry.list_companies(of_session uuid) returns table (tenant_id uuid, member_id uuid, tenant_name text)
      language plpgsql security definer set search_path = pg_catalog as $body$
      #variable_conflict use_column
      begin
        if nullif(current_setting('app.tenant_id', true), '') is not null then
          raise exception 'this transaction has entered a tenant' using errcode = '25001';
        end if;
        for tenant_id, member_id in
          select m.tenant_id, m.member_id
            from entry.memberships m join identity.session s on s."userId" = m.user_id
           where s.id = of_session and s."expiresAt" > now()
           order by m.active_at desc, m.tenant_id limit 100
        loop
          execute format('set local app.tenant_id = %L', list_companies.tenant_id);
          select t.name into tenant_name from app.tenants t where t.tenant_id = list_companies.tenant_id;
          return next;
        end loop;
        set local app.tenant_id = '';
      end $body$;

      create function entry.find_membership(of_user uuid, as_member uuid) returns uuid
      language sql stable security definer set search_path = pg_catalog as $body$
        select m.tenant_id from entry.memberships m where m.user_id = of_user and m.member_id = as_member;
      $body$;

      revoke all on function entry.list_companies(uuid), entry.find_membership(uuid, uuid) from public;
      grant execute on function entry.list_companies(uuid), entry.find_membership(uuid, uuid) to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
