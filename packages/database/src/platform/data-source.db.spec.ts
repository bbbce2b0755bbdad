import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '@countersign/testing';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
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

/** A network between a pool and its server, which swallows what is sent as long as it is told to. */
async function openNetwork() {
  const to = new URL(database.urlFor('cs_app'));
  const sockets = new Set<Socket>();
  const net = { isSilent: false };
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname);
    for (const [from, into] of [[near, far], [far, near]] as const) {
      sockets.add(from);
      from.on('data', (bytes: Buffer) => void (net.isSilent || into.write(bytes)));
      from.on('error', () => undefined);
      from.on('close', () => into.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const through = (url: string) => Object.assign(new URL(url), { hostname: '127.0.0.1', port: String((server.address() as AddressInfo).port) }).toString();
  return { net, through, close: () => { for (const socket of sockets) socket.destroy(); server.close(); } };
}

const silentMs = 400;
const tenantId = '0198f3c2-0000-7000-8000-000000000001';
const backend = { name: 'spec.backend', text: 'select $1::uuid as tenant, pg_backend_pid() as pid' };
const slow = { name: 'spec.slow', text: 'select $1::uuid as tenant, n, pg_sleep(0.1) from generate_series(1, 12) as n' };
const sqlOf = (tx: unknown) => (tx as { readonly sql: Sql }).sql;

it('a connection on which nothing comes any more tells whoever waits within the time, and is given up, not given to anybody else (row:H3)', async () => {
  const { net, through, close } = await openNetwork();
  const dataSource = await openDataSource({ url: through(database.urlFor('cs_app')), connectionsMax: 1, applicationName: 'silent', silentMs });
  const pidNow = () => new Tenancy(dataSource).run({ tenantId }, async (tx) => (await sqlOf(tx).rows<{ pid: number }>(backend))[0]?.pid);
  const before = await pidNow();
  // It has said nothing for longer than that before, with nobody waiting.
  await new Promise((resolve) => setTimeout(resolve, 2 * silentMs));
  net.isSilent = true;
  const startedMs = performance.now();
  await expect(pidNow()).rejects.toMatchObject({ code: 'ETIMEDOUT', message: `the database said nothing for ${silentMs} ms` });
  expect(performance.now() - startedMs).toBeLessThan(silentMs + 1_500);
  net.isSilent = false;
  const after = await pidNow();
  expect([typeof after, after === before]).toEqual(['number', false]);
  await dataSource.destroy();
  close();
});

it('the same holds for a plain pool, and for what is asked within a transaction that was begun before (row:H3)', async () => {
  const { net, through, close } = await openNetwork();
  const pool = openPool({ url: through(database.urlFor('cs_app')), connectionsMax: 1, applicationName: 'silent', silentMs });
  await pool.query('select 1');
  net.isSilent = true;
  await expect(pool.query('select 1')).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  net.isSilent = false;
  const client = await pool.connect();
  await client.query('begin');
  net.isSilent = true;
  await expect(client.query('select 1')).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  await expect(client.query('rollback')).rejects.toThrow();
  client.release(true);
  net.isSilent = false;
  expect((await pool.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
  close();
});

it('a connection that nobody waits on stays, however long it says nothing, and so does one in a transaction whose holder does something else (row:H3)', async () => {
  const dataSource = await openDataSource({ url: database.urlFor('cs_app'), connectionsMax: 1, applicationName: 'idle', silentMs: 150 });
  const pidNow = (pauseMs = 0) => new Tenancy(dataSource).run({ tenantId }, async (tx) => {
    const [row] = await sqlOf(tx).rows<{ pid: number }>(backend);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    return row?.pid;
  });
  const pids = [await pidNow()];
  await new Promise((resolve) => setTimeout(resolve, 900));
  pids.push(await pidNow(900), await pidNow());
  expect(new Set(pids).size).toBe(1);
  await dataSource.destroy();
});

it('a process that stood still longer than the time finds the answer that has come meanwhile, and gives nothing up (row:H3)', async () => {
  const dataSource = await openDataSource({ url: database.urlFor('cs_app'), connectionsMax: 1, applicationName: 'still', silentMs });
  const rows = await new Tenancy(dataSource).run({ tenantId }, async (tx) => {
    const asked = sqlOf(tx).rows(slow);
    await new Promise((resolve) => setTimeout(resolve, 50));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000);
    return asked;
  });
  expect(rows).toHaveLength(12);
  await dataSource.destroy();
});
