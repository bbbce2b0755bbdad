import { judge, OURS, TABLE, TENANT_COLUMN, type Allowed, type Faults, type Found } from './catalogue-faults.js';
import type { TestDatabase } from './test-database.js';

const INDEX = `pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace`;
const INDEX_NAME = "format('%s.%s', n.nspname, i.relname)";

/** R08: what rows are found by compares without leaking: under row security any other operator is kept from the index, and may tell of hidden rows. */
export async function operatorsThatLeak(database: TestDatabase, allowed: Allowed = {}): Promise<Faults> {
  const found = await database.look<Found>(`
    select ${INDEX_NAME} as subject, format('compares by %s, which may leak', o.oprcode) as fault
      from ${INDEX} cross join lateral unnest(x.indclass) k (class) join pg_opclass oc on oc.oid = k.class
      join pg_amop am on am.amopfamily = oc.opcfamily and am.amoplefttype = oc.opcintype and am.amoprighttype = oc.opcintype
      join pg_operator o on o.oid = am.amopopr join pg_proc p on p.oid = o.oprcode
     where ${OURS} and ${TENANT_COLUMN} and not p.proleakproof
    union all select ${INDEX_NAME}, 'is not a btree' from ${INDEX} join pg_am m on m.oid = i.relam where ${OURS} and ${TENANT_COLUMN} and m.amname <> 'btree'
    union all select ${INDEX_NAME}, 'is by an expression' from ${INDEX} where ${OURS} and ${TENANT_COLUMN} and x.indexprs is not null
    union all select ${TABLE} || '.' || a.attname, 'is an enum, whose comparison may leak'
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
     where c.relkind in ('r', 'p') and ${OURS} and ${TENANT_COLUMN} and t.typtype = 'e'`);
  return judge(found, allowed);
}

/** R10: an index of a tenant table begins with the tenant, and every reference of one has an index to look it up by. */
export async function indexesWithoutTenant(database: TestDatabase, allowed: Allowed): Promise<Faults> {
  const found = await database.look<Found>(`
    select ${INDEX_NAME} as subject, 'does not begin with tenant_id' as fault
      from ${INDEX} left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
     where ${OURS} and ${TENANT_COLUMN} and a.attname is distinct from 'tenant_id'
    union all select format('%s.%s', n.nspname, k.conname), 'has no index to look its rows up by'
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and ${OURS} and ${TENANT_COLUMN}
       and not exists (select 1 from pg_index x where x.indrelid = k.conrelid and x.indpred is null
             and k.conkey <@ (x.indkey::int2[])[0:cardinality(k.conkey) - 1])`);
  return judge(found, allowed);
}

/** R25: nothing in a tenant's row counts what all tenants did. */
export async function countersAcrossTenants(database: TestDatabase, allowed: Allowed = {}): Promise<Faults> {
  const found = await database.look<Found>(`
    select ${TABLE} || '.' || a.attname as subject, 'is numbered across tenants' as fault
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where c.relkind in ('r', 'p') and ${OURS} and ${TENANT_COLUMN} and (a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) ~ 'nextval')`);
  return judge(found, allowed);
}

/** R32: nothing is installed that reads past row security: extensions, foreign servers, replication, functions in C. */
export async function waysAround(database: TestDatabase, allowed: Allowed): Promise<Faults> {
  const found = await database.look<Found>(`
    select 'extension ' || extname as subject, 'is installed' as fault from pg_extension
    union all select 'wrapper ' || fdwname, 'is installed' from pg_foreign_data_wrapper
    union all select 'server ' || srvname, 'is installed' from pg_foreign_server
    union all select 'publication ' || pubname, 'is installed' from pg_publication
    union all select 'subscription of another database', 'is installed' where exists (select 1 from pg_stat_subscription)
    union all select 'slot ' || slot_name, 'is installed' from pg_replication_slots where database = current_database()
    union all select 'language ' || lanname, 'is installed' from pg_language where lanname not in ('internal', 'c', 'sql')
    union all select format('%s.%s', n.nspname, p.proname), 'is written in ' || l.lanname
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang where ${OURS} and l.lanname in ('internal', 'c')`);
  return judge(found, allowed);
}

/** R34: nothing refers to an audit, so no delete elsewhere can reach it; and no trigger acts as the owner behind a statement's back. */
export async function reachesIntoAudit(database: TestDatabase, allowed: Allowed = {}): Promise<Faults> {
  const found = await database.look<Found>(`
    select format('%s.%s', n.nspname, k.conname) as subject, 'refers to the audit' as fault
      from pg_constraint k join pg_namespace n on n.oid = k.connamespace join pg_class c on c.oid = k.confrelid where k.contype = 'f' and ${OURS} and c.relname ~ '^audit'
    union all select ${TABLE} || ' ' || g.tgname, 'is a trigger'
      from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_namespace n on n.oid = c.relnamespace where not g.tgisinternal and ${OURS}
    union all select ${TABLE} || ' ' || r.rulename, 'is a rule'
      from pg_rewrite r join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${OURS}`);
  return judge(found, allowed);
}

/** R23, R24, R27: no function wakes listeners from a tenant's transaction, or takes a lock that outlives it. */
export async function functionsThatReachOut(database: TestDatabase, allowed: Allowed = {}): Promise<Faults> {
  const found = await database.look<Found>(`
    with functions as (select format('%s.%s', n.nspname, p.proname) as subject, p.prosrc as body from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OURS})
    select subject, 'notifies from the transaction that calls it' as fault from functions where body ~* '\\m(notify|pg_notify)\\M'
    union all select subject, 'takes a lock that outlives its transaction' from functions where body ~* '\\mpg_(try_)?advisory_lock'
    union all select subject, 'takes a lock of the whole server''s numbers' from functions where body ~* '\\mpg_(try_)?advisory_xact_lock'`);
  return judge(found, allowed);
}

/** The first minor release of each major that is known to keep row security as we need it: fixes for CVE-2023-2455, CVE-2024-10976 and CVE-2025-8713. */
const firstSoundMinor: Readonly<Record<number, number>> = { 15: 14, 16: 10, 17: 6, 18: 0 };

/** R11: the server has the fixes that row security depends on. A major that nobody looked at is a fault. */
export async function serverTooOld(database: Pick<TestDatabase, 'look'>): Promise<Faults> {
  const [row] = await database.look<{ number: number }>("select current_setting('server_version_num')::int as number");
  const number = row?.number ?? 0;
  const [major, minor] = [Math.floor(number / 10_000), number % 10_000];
  const least = firstSoundMinor[major];
  if (least === undefined) return [`PostgreSQL ${major}: nobody has looked whether its row security is sound`];
  return minor >= least ? [] : [`PostgreSQL ${major}.${minor}: lacks fixes of row security that are in ${major}.${least}`];
}
