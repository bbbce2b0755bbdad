import type { TestDatabase } from './test-database.js';

/** Every table by name: how many rows it holds, and a sum over all of their values. */
export type KeptRows = Readonly<Record<string, string>>;

interface Mark {
  readonly name: string;
  readonly mark: string;
}

// Tries are counted whether or not a call is refused, and so is the use of a session or a key; that a source refused something is noted for its company: that is their purpose.
const tables = `
  select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p') and (n.nspname in ('app', 'entry', 'identity') or (n.nspname = 'pgboss' and c.relname = 'job')) and c.relname not in ('rate_limit', 'session_use', 'api_key_uses', 'webhook_source_refusals')`;
const texts = new WeakMap<TestDatabase, string>();

/** What the database holds, all tables and all tenants: equal before and after a call that wrote nothing. */
export async function keptRows(database: TestDatabase): Promise<KeptRows> {
  const text = texts.get(database) ?? (await textFor(database));
  texts.set(database, text);
  return Object.fromEntries((await database.look<Mark>(text)).map(({ name, mark }) => [name, mark]));
}

async function textFor(database: TestDatabase): Promise<string> {
  const names = (await database.look<{ name: string }>(tables)).map(({ name }) => name);
  if (names.length < 20) throw new Error('the tables were not found');
  return names.map((name) => `select '${name}' as name, count(*) || ' rows ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as mark from ${name} t`).join(' union all ');
}
