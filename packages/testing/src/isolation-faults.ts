import pg from 'pg';
import { referenceFaults } from './reference-faults.js';
import { tenantTables, type TenantTable } from './tenant-tables.js';
import type { TestDatabase } from './test-database.js';

export const tenantRoles = ['cs_app', 'cs_worker'] as const;
export type TenantRole = (typeof tenantRoles)[number];

interface Attempt {
  readonly role: TenantRole;
  readonly tenantId: string | null;
  readonly table: TenantTable;
}

export type Outcome = { readonly rows: readonly Record<string, unknown>[]; readonly count: number } | { readonly code: string; readonly message: string };

/** Asks as one role, in a tenant or in none; whatever was done is undone. */
export type Ask = (tenantId: string | null, sql: string, values?: readonly unknown[]) => Promise<Outcome>;

/**
 * What a session in tenant A, or in none, can see or do to rows of tenant B, in words; nothing, where isolation holds.
 * Every table is tried with a real row of B: a table without one is a fault too, since nothing is shown by it.
 */
export async function isolationFaults(database: TestDatabase, a: string, b: string): Promise<string[]> {
  const faults: string[] = [];
  const tables = await tenantTables(database);
  if (tables.length < 20) faults.push('the tables were not found');
  for (const table of tables) {
    const rows = await database.look<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from ${table.name} t where tenant_id = $1 limit 1`, [b]);
    if (!rows[0]) faults.push(`${table.name}: there is no row of the other tenant to try with; make one in the two companies`);
  }
  for (const role of tenantRoles) {
    faults.push(...(await withClient(database.urlFor(role), async (client) => {
      const found: string[] = [];
      for (const table of tables) found.push(...(await tableFaults(askingOn(client), { role, table, a, b })));
      return found;
    })));
  }
  return [...faults, ...(await referenceFaults(database, tables, a, b))];
}

/** The same of one table and one role. */
export async function tableFaults(ask: Ask, { role, table, a, b }: { readonly role: TenantRole; readonly table: TenantTable; readonly a: string; readonly b: string }): Promise<string[]> {
  const faults: string[] = [];
  for (const tenantId of [a, null]) {
    const told = await tryTable(ask, { role, tenantId, table }, b);
    faults.push(...told.map((fault) => `${table.name} as ${role} in ${tenantId === null ? 'no tenant' : 'tenant A'}: ${fault}`));
  }
  return faults;
}

async function tryTable(ask: Ask, attempt: Attempt, b: string): Promise<string[]> {
  const { table, tenantId } = attempt;
  const attemptSql = (sql: string, values: readonly unknown[] = []) => ask(tenantId, sql, values);
  const faults: string[] = [];
  const expectNothing = (what: string, outcome: Outcome) => {
    if ('code' in outcome ? outcome.code !== '42501' : outcome.rows.some((row) => row.tenant_id !== tenantId)) faults.push(`${what} ${describe(outcome)}`);
  };
  expectNothing('select sees', await attemptSql(`select tenant_id from ${table.name} where tenant_id = $1`, [b]));
  expectNothing('select without a filter sees', await attemptSql(`select tenant_id from ${table.name}`));
  expectNothing('delete takes', await attemptSql(`delete from ${table.name} where tenant_id = $1 returning tenant_id`, [b]));
  const writable = await attemptSql(`select a.attname as name, null as tenant_id from pg_attribute a where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and has_column_privilege(a.attrelid, a.attnum, 'update') order by a.attname = 'tenant_id', a.attnum`, [table.oid]);
  const column = 'rows' in writable ? String(writable.rows[0]?.name ?? 'tenant_id') : 'tenant_id';
  expectNothing('update changes', await attemptSql(`update ${table.name} set ${column} = ${column} where tenant_id = $1 returning tenant_id`, [b]));
  expectNothing('update without a filter changes', await attemptSql(`update ${table.name} set ${column} = ${column} returning tenant_id`));
  const moved = await attemptSql(`update ${table.name} set tenant_id = $1 returning tenant_id`, [b]);
  // In no tenant there is no row to move; in A every row of A is one.
  if ('code' in moved ? moved.code !== '42501' : tenantId !== null || moved.count > 0) faults.push(`update moves a row into the other tenant ${describe(moved)}`);
  const columns = table.columns.join(', ');
  const inserted = await attemptSql(`insert into ${table.name} (${columns}) select ${columns} from jsonb_populate_record(null::${table.name}, $1)`, [JSON.stringify(await rowOf(ask, table, b))]);
  if (!('code' in inserted && inserted.code === '42501')) faults.push(`insert for the other tenant ${describe(inserted)}`);
  return faults;
}

/** A row as the other tenant might guess it: every column by its default or a value of its type, and B's tenant_id. */
async function rowOf(ask: Ask, table: TenantTable, b: string): Promise<Record<string, unknown>> {
  const columns = await ask(
    null,
    `select a.attname as name, case
        when a.attname = 'tenant_id' then to_jsonb($2::text)
        when t.typname = 'uuid' then to_jsonb(gen_random_uuid()::text)
        when t.typcategory = 'A' then '[]' when t.typname in ('jsonb', 'json') then '{}' when t.typcategory = 'N' then '1' when t.typcategory = 'B' then 'true'
        when t.typcategory = 'D' then to_jsonb(now()) when t.typname = 'xid8' then '"1"' when t.typname = 'bytea' then to_jsonb(case when a.attname = 'canonical' then '{"action":"x","subject":{"id":"x"}}' else 'x' end)
        else to_jsonb('x'::text) end as value
       from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`,
    [table.oid, b],
  );
  if ('code' in columns) throw new Error(columns.message);
  return Object.fromEntries(columns.rows.map(({ name, value }) => [String(name), value]));
}

/** Each statement in a transaction of its own, which is always rolled back. */
const askingOn = (client: pg.Client): Ask => askingBetween(client, ['begin'], ['rollback']);

/** The same inside a transaction that is open already, as one of the roles. */
export const askingInside = (client: pg.Client, role: TenantRole): Ask => askingBetween(client, ['savepoint ask', `set local role ${role}`], ['rollback to savepoint ask']);

const askingBetween = (client: pg.Client, before: readonly string[], after: readonly string[]): Ask => async (tenantId, sql, values = []) => {
  for (const step of before) await client.query(step);
  try {
    if (tenantId !== null) await client.query('select app.enter_tenant($1)', [tenantId]);
    const { rows, rowCount } = await client.query<Record<string, unknown>>(sql, [...values]);
    return { rows, count: rowCount ?? 0 };
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string };
    return { code, message };
  } finally {
    for (const step of after) await client.query(step);
  }
};

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const describe = (outcome: Outcome) => ('code' in outcome ? `is answered by ${outcome.code} ${outcome.message}` : `${outcome.count} rows`);
