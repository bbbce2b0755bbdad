import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '@countersign/testing';
import { openDataSource, openPool } from './data-source.js';
import type { Sql } from './sql.js';
import { Tenancy } from './tenancy.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(() => database.drop());

/** Ends the connection from the server's side while nothing is under way on it, and waits until the server has done so. */
async function cut(processId: number): Promise<void> {
  await database.look('select pg_terminate_backend($1)', [processId]);
  for (;;) {
    const alive = await database.look('select 1 from pg_stat_activity where pid = $1', [processId]);
    if (alive.length === 0) break;
  }
  // The news arrives on the socket; each look above and below lets it in.
  for (let turns = 0; turns < 20; turns += 1) await database.look('select 1');
}

it('a connection that the server ends inside a transaction fails its next statement and nothing else: the process lives, the pool opens another (row:H3)', async () => {
  const pool = openPool({ url: database.urlFor('cs_identity'), connectionsMax: 1, applicationName: 'cut' });
  const client = await pool.connect();
  await client.query('begin');
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  await cut(rows[0]?.pid ?? 0);
  await expect(client.query('select 1')).rejects.toThrow();
  client.release(true);
  expect((await pool.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
});

it('the same holds for the connections of the data source, between transactions and in one (row:H3)', async () => {
  const dataSource = await openDataSource({ url: database.urlFor('cs_app'), connectionsMax: 1, applicationName: 'cut' });
  const runner = dataSource.createQueryRunner();
  await runner.query('begin');
  const rows = (await runner.query('select pg_backend_pid() as pid')) as { pid: number }[];
  await cut(rows[0]?.pid ?? 0);
  await expect(runner.query('select 1')).rejects.toThrow();
  await runner.release();
  const again = dataSource.createQueryRunner();
  const idle = (await again.query('select pg_backend_pid() as pid')) as { pid: number }[];
  await again.release();
  await cut(idle[0]?.pid ?? 0);
  const last = dataSource.createQueryRunner();
  expect(await last.query('select 1 as one')).toEqual([{ one: 1 }]);
  await last.release();
  await dataSource.destroy();
});

const named = { name: 'spec.named', text: 'select $1::uuid as tenant, $2::int as nth, (select count(*)::int from pg_prepared_statements) as prepared' };

it.each([true, false])('a transaction reads its own answers, trip by trip, and leaves no statement prepared where a pooler stands before the server: %s (row:H3)', async (behindPooler) => {
  const dataSource = await openDataSource({ url: database.urlFor('cs_app'), connectionsMax: 1, applicationName: 'trips', behindPooler });
  const tenantId = '0198f3c2-0000-7000-8000-000000000001';
  let prepared = 0;
  for (const start of [0, 10, 20]) {
    await new Tenancy(dataSource).run({ tenantId }, async (tx) => {
      const { sql } = tx as unknown as { readonly sql: Sql };
      const ask = async (nth: number) => {
        const [row] = await sql.rows<{ tenant: string; nth: number; prepared: number }>(named, [nth]);
        prepared = row?.prepared ?? -1;
        return row;
      };
      expect(await Promise.all([ask(start), ask(start + 1)])).toEqual([start, start + 1].map((nth) => ({ tenant: tenantId, nth, prepared: expect.any(Number) })));
      expect(await ask(start + 2)).toMatchObject({ nth: start + 2 });
      sql.defer(named, [start + 3]);
    });
  }
  expect(prepared > 0).toBe(!behindPooler);
  await dataSource.destroy();
});
