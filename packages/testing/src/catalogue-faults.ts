import type { TestDatabase } from './test-database.js';

/** Subjects that may break a rule, each with the reason why. An entry whose subject is no longer found is itself a fault. */
export type Allowed = Readonly<Record<string, string>>;

/** What breaks a rule, as `subject: fault`; subjects come from the catalogue, so that what is new is judged the day it is made. */
export type Faults = string[];

export interface Found {
  readonly subject: string;
  readonly fault: string;
}

/** Faults that no entry allows, and entries that allow what is not there. */
export function judge(found: readonly Found[], allowed: Allowed = {}): Faults {
  const subjects = new Set(found.map(({ subject }) => subject));
  const faults = [...new Set(found.filter(({ subject }) => !Object.hasOwn(allowed, subject)).map(({ subject, fault }) => `${subject}: ${fault}`))];
  const stale = Object.keys(allowed).filter((subject) => !subjects.has(subject)).map((subject) => `${subject}: allowed, but there is no such fault any more`);
  return [...faults, ...stale].sort();
}

// What is ours, who signs in, and names of parts that are made anew each day.
export const OURS = "n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'";
const LOGINS = "r.rolcanlogin and not r.rolsuper and r.rolname not like 'pg\\_%'";
export const TABLE = "n.nspname || '.' || regexp_replace(c.relname, '_\\d{8}$', '_<day>')";
export const TENANT_COLUMN = "exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)";
export const tenantPolicy = "(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)";

/** R01: a table is a tenant's, with forced row security and one plain policy for every command, or it is allowed as global. */
export async function tablesWithoutPolicy(database: TestDatabase, allowed: Allowed): Promise<Faults> {
  const found = await database.look<Found>(`
    with tables as (
      select ${TABLE} as subject, c.oid, c.relrowsecurity, c.relforcerowsecurity, ${TENANT_COLUMN} as tenant
        from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'f') and ${OURS}),
    policies as (
      select t.subject, p.polname, p.polcmd, p.polpermissive, p.polroles,
             coalesce(pg_get_expr(p.polqual, p.polrelid), 'none') as reading, coalesce(pg_get_expr(p.polwithcheck, p.polrelid), 'none') as writing
        from tables t join pg_policy p on p.polrelid = t.oid where t.tenant)
    select subject, 'has no tenant_id' as fault from tables where not tenant
    union all select subject, 'row security is off' from tables where tenant and not relrowsecurity
    union all select subject, 'row security is not forced' from tables where tenant and not relforcerowsecurity
    union all select subject, 'no policy for all commands and everybody' from tables t
      where tenant and not exists (select 1 from policies p where p.subject = t.subject and p.polcmd = '*' and p.polpermissive and p.polroles = '{0}')
    union all select subject, format('policy %s reads by %s', polname, reading) from policies where polpermissive and reading <> $1
    union all select subject, format('policy %s writes by %s', polname, writing) from policies where polpermissive and writing <> $1`, [tenantPolicy]);
  return judge(found, allowed);
}

/** R02: who signs in is nobody special, owns nothing, and belongs to no role but as allowed. */
export async function rolesTooStrong(database: TestDatabase, allowed: Allowed): Promise<Faults> {
  const found = await database.look<Found>(`
    with logins as (select r.* from pg_roles r where ${LOGINS})
    select rolname as subject, 'bypasses row security' as fault from pg_roles where (rolname like 'cs\\_%') and rolname <> 'cs_admin' and (rolbypassrls or rolsuper)
    union all select rolname, 'may make roles, databases or replicas' from logins where rolcreaterole or rolcreatedb or rolreplication
    union all select rolname, 'signs in' from pg_roles where rolname = 'cs_owner' and rolcanlogin
    union all select rolname, 'owns ' || o.what from logins r join (
        select relowner as owner, relname::text as what from pg_class union all select proowner, proname from pg_proc union all select nspowner, nspname from pg_namespace
        union all select typowner, typname from pg_type union all select datdba, datname from pg_database) o on o.owner = r.oid
    union all select format('%s in %s', r.rolname, g.rolname), 'is a member' from logins r join pg_auth_members m on m.member = r.oid join pg_roles g on g.oid = m.roleid
    union all select format('%s to %s', r.rolname, g.rolname), 'may become it' from logins r join pg_roles g on (g.rolsuper or g.rolname = 'cs_owner') and pg_has_role(r.rolname, g.oid, 'set')`);
  return judge(found, allowed);
}

/** R03: no function runs as somebody stronger unless allowed; none that does can be steered by a search path; none is for everybody. */
export async function functionsTooOpen(database: TestDatabase, allowedDefiners: Allowed): Promise<Faults> {
  const functions = `select format('%s.%s(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as subject, p.*, o.rolname as owner, o.rolsuper, o.rolbypassrls
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles o on o.oid = p.proowner where ${OURS}`;
  const definers = await database.look<Found>(`select f.subject, 'runs as ' || f.owner as fault from (${functions}) f where f.prosecdef`);
  const unsafe = await database.look<Found>(`
    with functions as (${functions})
    select subject, 'runs as one whom row security does not hold: ' || owner as fault from functions where prosecdef and (rolsuper or rolbypassrls)
    union all select subject, 'does not pin its search path to pg_catalog' from functions where prosecdef and not coalesce(proconfig @> array['search_path=pg_catalog'], false)
    union all select subject, 'everybody may call it' from functions where exists (select 1 from aclexplode(coalesce(proacl, acldefault('f', proowner))) x where x.grantee = 0)`);
  return [...judge(definers, allowedDefiners), ...judge(unsafe)];
}

/** R04: a view reads as who asks; nothing materialised can be read by who signs in. */
export async function viewsTooOpen(database: TestDatabase, allowed: Allowed = {}): Promise<Faults> {
  const found = await database.look<Found>(`
    select ${TABLE} as subject, 'reads as its owner' as fault
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'v' and ${OURS} and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on'], false)
    union all select ${TABLE}, 'is materialised and readable by ' || r.rolname
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on ${LOGINS}
     where c.relkind = 'm' and ${OURS} and has_table_privilege(r.oid, c.oid, 'select')`);
  return judge(found, allowed);
}

/** R05: no right that row security does not hold (TRUNCATE, REFERENCES, TRIGGER, MAINTAIN), none on partitions, none on sequences. */
export async function grantsTooWide(database: TestDatabase, allowed: Allowed): Promise<Faults> {
  const found = await database.look<Found>(`
    with grants as (
      select r.rolname, r.oid as role, c.oid, c.relkind, c.relispartition, r.rolname || ' on ' || ${TABLE} as subject
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on ${LOGINS} where ${OURS} and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S'))
    select subject, 'has ' || p.name as fault from grants join unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']) as p (name) on case when relkind <> 'S' then has_table_privilege(role, oid, p.name) end
    union all select subject, 'may reach a part past its whole' from grants where case when relispartition and relkind <> 'S' then has_table_privilege(role, oid, 'SELECT, INSERT, UPDATE, DELETE') end
    union all select subject, 'may read how much others made' from grants where case when relkind = 'S' then has_sequence_privilege(role, oid, 'SELECT, USAGE, UPDATE') end
    union all select 'public on ' || ${TABLE}, 'everybody has ' || x.privilege_type
      from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) x where ${OURS} and x.grantee = 0`);
  return judge(found, allowed);
}

/** R06: a reference between tenant tables carries the tenant on both sides, and never reaches further when a row goes. */
export async function referencesAcrossTenants(database: TestDatabase, allowed: Allowed = {}): Promise<Faults> {
  const found = await database.look<Found>(`
    with refs as (
      select format('%s.%s', n.nspname, k.conname) as subject, k.confdeltype, k.confupdtype,
             exists (select 1 from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'tenant_id') as from_tenant,
             exists (select 1 from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'tenant_id') as to_tenant,
             exists (select 1 from unnest(k.conkey, k.confkey) as pair (mine, theirs)
                       join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.mine join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.theirs
                      where a.attname = 'tenant_id' and b.attname = 'tenant_id') as carried
        from pg_constraint k join pg_namespace n on n.oid = k.connamespace where k.contype = 'f' and ${OURS})
    select subject, 'refers to another table without the tenant' as fault from refs where from_tenant and to_tenant and not carried
    union all select subject, 'joins a tenant table with one that is not' from refs where from_tenant <> to_tenant
    union all select subject, 'changes rows when the row that it refers to goes' from refs where from_tenant and (confdeltype not in ('r', 'a') or confupdtype not in ('r', 'a'))`);
  return judge(found, allowed);
}

/** R07: what is unique in a tenant table is unique within its tenant. */
export async function uniquenessAcrossTenants(database: TestDatabase, allowed: Allowed): Promise<Faults> {
  const found = await database.look<Found>(`
    select format('%s.%s', n.nspname, i.relname) as subject, 'does not begin with tenant_id' as fault
      from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
     where (x.indisunique or x.indisexclusion) and ${OURS} and ${TENANT_COLUMN} and a.attname is distinct from 'tenant_id'`);
  return judge(found, allowed);
}
