import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '@countersign/testing';
import { openDataSource, openPool } from './data-source.js';

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
