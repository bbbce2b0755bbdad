import type { Client } from 'pg';

interface Section {
  readonly title: string;
  readonly sql: string;
}

const OURS = "n.nspname in ('app', 'entry', 'identity')";

/** What is kept, as the catalogue has it: one statement a section, each yielding lines in a stable order. */
const sections: readonly Section[] = [
  {
    title: 'Roles',
    sql: `select format('role %s: %s%s%s%s', rolname, case when rolcanlogin then 'login' else 'nologin' end, case when rolinherit then ' inherit' else ' noinherit' end,
                 case when rolsuper then ' SUPERUSER' else '' end, case when rolbypassrls then ' BYPASSRLS' else '' end)
                 || coalesce((select string_agg(' in ' || g.rolname, '' order by g.rolname) from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid), '') as line
            from pg_roles r where rolname like 'cs\\_%' and rolname <> 'cs_admin' order by rolname`,
  },
  {
    title: 'Tables and columns',
    sql: `select format('%s.%s', n.nspname, c.relname) || case when a.attnum = min(a.attnum) over (partition by c.oid)
                   then format(' (owner %s%s%s)', pg_get_userbyid(c.relowner), case when c.relrowsecurity then ', row security' else '' end, case when c.relforcerowsecurity then ' forced' else '' end) else '' end
                 || format(' . %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
                   coalesce(case when a.attgenerated <> '' then ' generated as ' else ' default ' end || pg_get_expr(d.adbin, d.adrelid), '')) as line
            from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
           where ${OURS} and c.relkind in ('r', 'p', 'v', 'm') order by n.nspname, c.relname, a.attnum`,
  },
  {
    title: 'Constraints',
    sql: `select format('%s.%s: %s', n.nspname, c.relname, pg_get_constraintdef(k.oid)) as line
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
           where ${OURS} and k.contype <> 'n' order by n.nspname, c.relname, k.contype, pg_get_constraintdef(k.oid)`,
  },
  {
    title: 'Indexes',
    sql: `select format('%s', i.indexdef) as line from pg_indexes i where i.schemaname in ('app', 'entry', 'identity') order by i.schemaname, i.tablename, i.indexname`,
  },
  {
    title: 'Policies',
    sql: `select format('%s.%s: %s for %s to %s using (%s) with check (%s)', schemaname, tablename, policyname, cmd, array_to_string(roles, ', '), qual, with_check) as line
            from pg_policies where schemaname in ('app', 'entry', 'identity') order by schemaname, tablename, policyname`,
  },
  {
    title: 'Grants on tables and columns',
    // Each view is read once: it looks through all grants for every row that is asked of it.
    sql: `with of_tables as materialized (
            select table_schema, table_name, grantee, privilege_type from information_schema.role_table_grants where table_schema in ('app', 'entry', 'identity') and grantee <> 'cs_owner'),
          of_columns as materialized (
            select table_schema, table_name, column_name, grantee, privilege_type from information_schema.role_column_grants where table_schema in ('app', 'entry', 'identity') and grantee <> 'cs_owner')
          select format('%s.%s: %s to %s', table_schema, table_name, string_agg(lower(privilege_type), ', ' order by privilege_type), grantee) as line
            from of_tables group by table_schema, table_name, grantee
          union all
          select format('%s.%s: %s (%s) to %s', g.table_schema, g.table_name, lower(g.privilege_type), string_agg(g.column_name, ', ' order by g.column_name), g.grantee)
            from of_columns g left join of_tables t using (table_schema, table_name, grantee, privilege_type)
           where t.table_name is null
           group by g.table_schema, g.table_name, g.grantee, g.privilege_type order by 1`,
  },
  {
    title: 'Functions',
    sql: `select format('%s.%s(%s): %s%s, owner %s, runnable by %s, source md5 %s', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid), case when p.prosecdef then 'security definer' else 'security invoker' end,
                 coalesce(', ' || array_to_string(p.proconfig, ', '), ''), pg_get_userbyid(p.proowner),
                 coalesce((select string_agg(coalesce(nullif(a.grantee, 0)::regrole::text, 'PUBLIC'), ', ' order by a.grantee::regrole::text) from aclexplode(p.proacl) a where a.privilege_type = 'EXECUTE' and a.grantee <> p.proowner), 'its owner'), md5(p.prosrc)) as line
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OURS} order by n.nspname, p.proname, 1`,
  },
];

/** The schema that the migrations lead to, as text that can be read and compared: tables, constraints, indexes, policies, grants, functions. */
export async function describeSchema(admin: Pick<Client, 'query'>): Promise<string> {
  const parts = ['-- Written by "npm run schema:write" from the catalogue of a migrated database; a test compares it. Not for running.'];
  for (const { title, sql } of sections) {
    const { rows } = await admin.query<{ line: string }>(sql);
    parts.push(`\n-- ${title}`, ...rows.map(({ line }) => line.replaceAll(/\s+/g, ' ')));
  }
  return `${parts.join('\n')}\n`;
}
