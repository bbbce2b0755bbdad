import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { TenantTable } from './tenant-tables.js';
import type { TestDatabase } from './test-database.js';

export interface Reference {
  readonly name: string;
  readonly table: TenantTable;
  readonly target: string;
  readonly columns: readonly string[];
  readonly targetColumns: readonly string[];
}

type Row = Record<string, unknown>;

// A reference by the tenant alone is tried by inserting for the other tenant.
const references = `
  select k.conname as name, k.conrelid::int as oid, k.confrelid::regclass::text as target,
         (select array_agg(a.attname::text order by u.ord) from unnest(k.conkey) with ordinality u (num, ord) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num) as columns,
         (select array_agg(a.attname::text order by u.ord) from unnest(k.confkey) with ordinality u (num, ord) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num) as "targetColumns"
    from pg_constraint k where k.contype = 'f' and k.conrelid = any ($1::oid[]) order by 2, 1`;

/**
 * Which references let a row of tenant A name a row of tenant B, in words. Each is tried alone: the table's other keys are taken
 * away first (but for the one that it rests on), in a transaction that is rolled back, so that nothing else can refuse; and the same row with A's own reference
 * must be taken, so that the refusal is known to be about B.
 */
export async function referenceFaults(database: TestDatabase, tables: readonly TenantTable[], a: string, b: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  const faults: string[] = [];
  try {
    for (const reference of await tenantReferences(database, tables)) {
      const fault = await tryReference(client, reference, { a, b });
      if (fault !== null) faults.push(fault);
    }
  } finally {
    await client.end();
  }
  return faults;
}

/** Every reference of a tenant table that carries more than the tenant. */
export async function tenantReferences(database: Pick<TestDatabase, 'look'>, tables: readonly TenantTable[]): Promise<Reference[]> {
  const named = new Map(tables.map((table) => [table.oid, table]));
  const found = await database.look<Omit<Reference, 'table'> & { oid: number }>(references, [tables.map(({ oid }) => oid)]);
  return found.flatMap(({ oid, ...reference }) => {
    const table = named.get(oid);
    return !table || reference.columns.every((column) => column === 'tenant_id') ? [] : [{ ...reference, table }];
  });
}

/** What is wrong with one reference, in words, or null. */
export async function tryReference(client: pg.Client, reference: Reference, { a, b, inside = false }: { readonly a: string; readonly b: string; readonly inside?: boolean }): Promise<string | null> {
  const { target } = reference;
  const table = reference.table.name;
  const fault = (says: string) => `${table} by ${reference.name}: ${says}`;
  const optional = reference.columns.map((column) => `${column} is not null`).join(' and ');
  const mine = await one(client, `select to_jsonb(t) as row from ${table} t where tenant_id = $1 and ${optional} limit 1`, a);
  // One that A has no namesake of: what is numbered from 1 in every tenant is there twice.
  const same = reference.targetColumns.filter((column) => column !== 'tenant_id').map((column) => `s.${column} = t.${column}`).join(' and ');
  const theirs = await one(client, `select to_jsonb(t) as row from ${target} t where tenant_id = $1 and not exists (select 1 from ${target} s where s.tenant_id = '${a}' and ${same}) limit 1`, b);
  if (!mine || !theirs) return fault(`there is no row of ${mine ? `${target} in B` : `${table} in A`} to try with`);
  const foreign = { ...mine, ...Object.fromEntries(reference.columns.map((column, index) => [column, column === 'tenant_id' ? a : theirs[reference.targetColumns[index] ?? '']])) };
  const own = await insert(client, reference, asNewRow(reference, mine), inside);
  if (own !== null) return fault(`its own row is not taken (${own}), so nothing is shown`);
  const other = await insert(client, reference, asNewRow(reference, foreign), inside);
  return other === '23503' ? null : fault(`a row of A may name a row of B (${other ?? 'it was taken'})`);
}

/** What refers to its own table rests on its key, which is not taken away then: the row is another one. */
function asNewRow({ table: { name: table }, target, targetColumns }: Reference, row: Row): Row {
  if (table !== target) return row;
  return { ...row, ...Object.fromEntries(targetColumns.filter((column) => column !== 'tenant_id').map((column) => [column, randomUUID()])) };
}

/** The SQLSTATE that refuses the row, or null where it is taken. As cs_app in tenant A, without the table's other keys. */
async function insert(client: pg.Client, { table: { name: table, columns }, name }: Reference, row: Row, inside: boolean): Promise<string | null> {
  await client.query(inside ? 'savepoint attempt' : 'begin');
  try {
    const others = await client.query<{ drop: string }>(
      `select format('alter table %s drop constraint if exists %I cascade', conrelid::regclass, conname) as drop from pg_constraint where conrelid = $1::regclass and contype in ('f', 'p', 'u', 'x') and conname <> $2
          and oid not in (select p.oid from pg_constraint f join pg_constraint p on p.conindid = f.conindid and p.contype in ('p', 'u') and p.conrelid = f.conrelid where f.conrelid = $1::regclass and f.conname = $2)
       union all select format('drop index if exists %s', indexrelid::regclass) from pg_index x where indrelid = $1::regclass and indisunique and not exists (select 1 from pg_constraint k where k.conindid = x.indexrelid)`,
      [table, name],
    );
    for (const { drop } of others.rows) await client.query(drop);
    await client.query('set local role cs_app');
    await client.query('select app.enter_tenant($1)', [row.tenant_id]);
    const list = columns.join(', ');
    await client.query(`insert into ${table} (${list}) select ${list} from jsonb_populate_record(null::${table}, $1)`, [JSON.stringify(row)]);
    return null;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  } finally {
    await client.query(inside ? 'rollback to savepoint attempt' : 'rollback');
  }
}

async function one(client: pg.Client, sql: string, tenantId: string): Promise<Row | null> {
  return (await client.query<{ row: Row }>(sql, [tenantId])).rows[0]?.row ?? null;
}
