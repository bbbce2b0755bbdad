import pg from 'pg';
import type { TestDatabase } from './test-database.js';

/** Somebody who has got through to SQL as the application's role, in a tenant of their own; everything that they reach there, they take. */
export interface Raider {
  /** Changes and deletes without any filter, fills the queue, and holds locks on every row in reach until the next raid. */
  raid(): Promise<void>;
  close(): Promise<void>;
}

// Each in a block of its own: what is refused is passed over.
const raids = `
  select format('begin update %s set %I = %s; exception when others then null; end;', t, a.attname, case when a.atttypid = 'text'::regtype then quote_literal('Taken over') else quote_literal('{}') end) as sql
    from unnest($1::text[]) t join pg_attribute a on a.attrelid = t::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
   where has_column_privilege('cs_app', a.attrelid, a.attnum, 'update') and a.atttypid in ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype)
  union all select format('begin delete from %s; exception when others then null; end;', t) from unnest($1::text[]) t where has_table_privilege('cs_app', t, 'delete')`;

export async function openRaider(database: TestDatabase, tenantId: string): Promise<Raider> {
  const tables = (await database.look<{ name: string }>("select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'app' and c.relkind in ('r', 'p') and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')")).map(({ name }) => name);
  const takes = (await database.look<{ sql: string }>(raids, [tables])).map(({ sql }) => sql);
  if (takes.length < 10) throw new Error('a raid that takes nothing shows nothing');
  const jobs = Array.from({ length: 20 }, () => `perform app.enqueue('${tenantId}', 'effects', '{"effectId": "${crypto.randomUUID()}"}', 600000);`);
  const locks = tables.map((table) => `begin perform 1 from ${table} for update; exception when others then null; end;`);
  let holder: pg.Client | null = null;
  const letGo = async () => {
    await holder?.end().catch(() => undefined);
    holder = null;
  };
  return {
    async raid() {
      await letGo();
      const client = new pg.Client({ connectionString: database.urlFor('cs_app') });
      // The server ends a transaction that idles too long: it has held its locks long enough.
      client.on('error', () => undefined);
      await client.connect();
      holder = client;
      await client.query(`begin; select app.enter_tenant('${tenantId}'); do $raid$ begin ${[...takes, ...jobs].join('\n')} end $raid$; commit`);
      await client.query(`begin; select app.enter_tenant('${tenantId}'); do $raid$ begin ${locks.join('\n')} end $raid$`);
    },
    close: letGo,
  };
}
