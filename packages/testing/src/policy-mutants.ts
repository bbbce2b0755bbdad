import type { TestDatabase } from './test-database.js';

/** One change that weakens isolation, or the rights that it stands on. */
export interface Mutant {
  readonly kind: string;
  /** The table that it is done to, or null where it is about more than one. */
  readonly table: string | null;
  readonly says: string;
  readonly sql: string;
}

const OURS = "n.nspname in ('app', 'entry')";
const TENANT = "exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)";
const UNDER_POLICY = `pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_policy p on p.polrelid = c.oid where ${OURS}`;
const T = "format('%I.%I', n.nspname, c.relname)";
const REFERENCES = `
  select ${T} as table, k.conname, format('%s', k.confrelid::regclass) as target, pg_get_constraintdef(k.oid) as definition,
         exists (select 1 from unnest(k.conkey) u (num) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num where a.attname <> 'tenant_id' and a.atttypid = 'uuid'::regtype) as by_id,
         (select string_agg(quote_ident(a.attname), ', ' order by u.ord) from unnest(k.conkey) with ordinality u (num, ord) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num where a.attname <> 'tenant_id') as mine,
         (select string_agg(quote_ident(a.attname), ', ' order by u.ord) from unnest(k.confkey) with ordinality u (num, ord) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num where a.attname <> 'tenant_id') as theirs
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where k.contype = 'f' and ${OURS} and cardinality(k.conkey) > 1`;
const noTenant = "tenant_id = coalesce(nullif(current_setting(''app.tenant_id'', true), '''')::uuid, tenant_id)";

/** Every kind of mutant, as the statement that lists them from the catalogue: what is new tomorrow is mutated tomorrow. */
const kinds: Readonly<Record<string, string>> = {
  'policy dropped': `select ${T} as table, ${T} as says, format('drop policy %I on %s', p.polname, ${T}) as sql from ${UNDER_POLICY}`,
  'policy reads all': `select ${T} as table, ${T} as says, format('alter policy %I on %s using (true)', p.polname, ${T}) as sql from ${UNDER_POLICY}`,
  'policy writes all': `select ${T} as table, ${T} as says, format('alter policy %I on %s with check (true)', p.polname, ${T}) as sql from ${UNDER_POLICY}`,
  'policy open in no tenant': `select ${T} as table, ${T} as says, format('alter policy %I on %s using (${noTenant})', p.polname, ${T}) as sql from ${UNDER_POLICY}`,
  'policy for reading only': `select ${T} as table, ${T} as says, format('drop policy %1$I on %2$s; create policy %1$I on %2$s for select using (%3$s)', p.polname, ${T}, pg_get_expr(p.polqual, p.polrelid)) as sql from ${UNDER_POLICY}`,
  'policy beside it': `select ${T} as table, ${T} as says, format('create policy beside on %s for select using (true)', ${T}) as sql from ${UNDER_POLICY}`,
  'force taken away': `select ${T} as table, ${T} as says, format('alter table %s no force row level security', ${T}) as sql from ${UNDER_POLICY}`,
  'row security off': `select ${T} as table, ${T} as says, format('alter table %s disable row level security', ${T}) as sql from ${UNDER_POLICY}`,
  'reference dropped': `select r.table, r.conname as says, format('alter table %s drop constraint %I', r.table, r.conname) as sql from (${REFERENCES}) r`,
  // Not those by a number that every tenant counts from 1: without the tenant two rows would have the same key, and it cannot be made.
  'reference without the tenant': `select r.table, r.conname as says, format('alter table %1$s drop constraint %2$I; create unique index on %3$s (%5$s); alter table %1$s add constraint %2$I foreign key (%4$s) references %3$s (%5$s)', r.table, r.conname, r.target, r.mine, r.theirs) as sql from (${REFERENCES}) r where r.by_id`,
  'reference that cascades': `select r.table, r.conname as says, format('alter table %1$s drop constraint %2$I; alter table %1$s add constraint %2$I %3$s', r.table, r.conname, replace(r.definition, 'ON DELETE RESTRICT', 'ON DELETE CASCADE')) as sql from (${REFERENCES}) r`,
  'key without the tenant': `
    select ${T} as table, i.relname as says, format('create unique index on %s (%s) where tenant_id is null', ${T}, (select string_agg(quote_ident(a.attname), ', ' order by u.ord) from unnest(x.indkey) with ordinality u (num, ord) join pg_attribute a on a.attrelid = c.oid and a.attnum = u.num where a.attname <> 'tenant_id')) as sql
      from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace where ${OURS} and ${TENANT} and x.indisunique and x.indnkeyatts > 1 and n.nspname = 'app'`,
  'grant taken away': `
    select ${T} as table, format('%s on %s from %s', x.privilege_type, ${T}, x.grantee::regrole) as says, format('revoke %s on %s from %s', x.privilege_type, ${T}, x.grantee::regrole) as sql
      from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) x where ${OURS} and x.grantee <> c.relowner
    union all select ${T}, format('%s of %s on %s from %s', x.privilege_type, a.attname, ${T}, x.grantee::regrole), format('revoke %s (%I) on %s from %s', x.privilege_type, a.attname, ${T}, x.grantee::regrole)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid cross join lateral aclexplode(a.attacl) x where ${OURS}`,
  'grant made wider': `
    select ${T} as table, format('%s on %s to %s', g.what, ${T}, g.role) as says, format('grant %s on %s to %s', g.what, ${T}, g.role) as sql
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      cross join (values ('cs_app', 'delete'), ('cs_app', 'update'), ('cs_app', 'truncate'), ('cs_app', 'references'), ('cs_app', 'trigger'), ('cs_worker', 'truncate'), ('cs_worker', 'delete'), ('cs_identity', 'select'), ('cs_ops', 'select'), ('public', 'select')) g (role, what)
     where ${OURS} and c.relkind in ('r', 'p') and not exists (select 1 from aclexplode(c.relacl) x where lower(x.privilege_type) = g.what and x.grantee = case when g.role = 'public' then 0 else (select oid from pg_roles where rolname = g.role) end)`,
  'function for everybody': `select null as table, p.proname as says, format('grant execute on function %s to public', p.oid::regprocedure) as sql from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OURS}`,
  'function that can be steered': `select null as table, p.proname as says, format('alter function %s reset search_path', p.oid::regprocedure) as sql from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OURS} and p.prosecdef`,
  'function that runs as its owner': `select null as table, p.proname as says, format('alter function %s security definer', p.oid::regprocedure) as sql from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OURS} and not p.prosecdef`,
  'function of an administrator': `select null as table, p.proname as says, format('alter function %s owner to current_user', p.oid::regprocedure) as sql from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OURS} and p.prosecdef`,
  'role made stronger': `
    select null as table, format('%s: %s', r.rolname, w.what) as says, format(w.sql, r.rolname) as sql
      from pg_roles r cross join (values ('bypasses', 'alter role %I bypassrls'), ('is the owner', 'grant cs_owner to %I'), ('makes roles', 'alter role %I createrole'), ('is everything', 'alter role %I superuser')) w (what, sql)
     where r.rolname in ('cs_app', 'cs_worker', 'cs_ops', 'cs_identity')`,
};

export const mutantKinds = Object.keys(kinds);

/** Every mutant of a database, from its catalogue. */
export async function listMutants(database: Pick<TestDatabase, 'look'>): Promise<Mutant[]> {
  const mutants: Mutant[] = [];
  for (const [kind, sql] of Object.entries(kinds)) {
    const found = await database.look<Omit<Mutant, 'kind'>>(`select * from (${sql}) m order by says, sql`);
    if (found.length === 0) throw new Error(`there is no mutant of the kind “${kind}”: the statement that lists them looks in the wrong place`);
    mutants.push(...found.map((mutant) => ({ ...mutant, kind })));
  }
  return mutants;
}

/** Some of each kind, the same for the same seed. */
export function sampleMutants(mutants: readonly Mutant[], perKind: number, random: () => number): Mutant[] {
  return mutantKinds.flatMap((kind) => {
    const left = mutants.filter((mutant) => mutant.kind === kind);
    return Array.from({ length: Math.min(perKind, left.length) }, () => left.splice(Math.floor(random() * left.length), 1)).flat();
  });
}
