import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { PostgresProblem } from './postgres-problem.js';
import { findServerPort } from './server-state.js';
import { startPostgres } from './start-postgres.js';
import type { PostgresOptions, PostgresServer } from './start-postgres.js';

// Every test here makes or recovers whole servers.
const PATIENCE_MS = 60_000;

let parent = '';
let dataDir = '';
let running: PostgresServer[] = [];

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'countersign-server-'));
  dataDir = join(parent, 'data');
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  rmSync(parent, { recursive: true, force: true });
}, PATIENCE_MS);

async function start(options: Partial<PostgresOptions> = {}): Promise<PostgresServer> {
  const server = await startPostgres({ dataDir, durability: 'none', log: () => undefined, ...options });
  running.push(server);
  return server;
}

async function ask(server: PostgresServer, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: server.adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

async function refusal(options: Partial<PostgresOptions> = {}): Promise<PostgresProblem> {
  const thrown: unknown = await start(options).catch((error: unknown) => error);
  if (thrown instanceof PostgresProblem) return thrown;
  throw new Error(`expected a refusal, got ${String(thrown)}`);
}

describe('the embedded server', () => {
  test('is found by its folder for as long as it runs', async () => {
    expect(findServerPort(dataDir)).toBeUndefined();
    const server = await start();
    expect(findServerPort(dataDir)).toBe(server.port);
    await server.stop();
    expect(findServerPort(dataDir)).toBeUndefined();
  }, PATIENCE_MS);

  test('answers only on loopback, only with its password, and in UTF-8', async () => {
    const server = await start();
    expect(await ask(server, 'show server_version_num')).toBe('180004');
    expect(await ask(server, 'show listen_addresses')).toBe('127.0.0.1');
    expect(await ask(server, 'show unix_socket_directories')).toBe('');
    expect(await ask(server, `select datlocprovider::text || ' ' || datlocale || ' ' || pg_encoding_to_char(encoding) from pg_database where datname = 'template1'`)).toBe('b C.UTF-8 UTF8');
    const stranger = new Client({ connectionString: server.adminUrl.replace(/:[^:@]+@/, ':guessed@') });
    await expect(stranger.connect()).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(join(dataDir, 'admin-password')).mode & 0o777).toBe(0o600);
  }, PATIENCE_MS);

  test('is durable unless told otherwise', async () => {
    const server = await start({ durability: 'full' });
    expect(await ask(server, 'show fsync')).toBe('on');
    expect(await ask(server, 'show synchronous_commit')).toBe('on');
    expect(await ask(server, 'show full_page_writes')).toBe('on');
  }, PATIENCE_MS);

  test('keeps what was written over a restart, and keeps nothing running after a stop', async () => {
    const first = await start();
    await ask(first, `create table kept as select 'here' as word`);
    expect(await first.stop()).toEqual({ code: 0, signal: null });
    expect(existsSync(`/proc/${first.pid}`)).toBe(false);
    expect(existsSync(join(dataDir, 'in-use.json'))).toBe(false);
    const second = await start();
    expect(await ask(second, 'select word from kept')).toBe('here');
  }, PATIENCE_MS);

  test('says when it was killed, and recovers what was committed', async () => {
    const first = await start({ durability: 'full' });
    await ask(first, `create table kept as select 'here' as word`);
    process.kill(first.pid, 'SIGKILL');
    expect(await first.exited).toEqual({ code: null, signal: 'SIGKILL' });
    const second = await start({ durability: 'full', port: first.port });
    expect(await ask(second, 'select word from kept')).toBe('here');
  }, PATIENCE_MS);

  test('ends the server that a dead parent left behind before it starts its own', async () => {
    const left = await start();
    await ask(left, `create table kept as select 'here' as word`);
    const deadPid = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(join(dataDir, 'in-use.json'), JSON.stringify({ pid: deadPid, startedAtTicks: '1' }));
    const said: string[] = [];
    const own = await start({ log: (line) => said.push(line) });
    expect(await left.exited).toEqual({ code: 0, signal: null });
    expect(said).toEqual(['Ending the PostgreSQL that an earlier run left behind.']);
    expect(await ask(own, 'select word from kept')).toBe('here');
  }, PATIENCE_MS);

  test('makes a half-made cluster again', async () => {
    mkdirSync(join(dataDir, 'cluster.unfinished', 'base'), { recursive: true });
    writeFileSync(join(dataDir, 'cluster.unfinished', 'PG_VERSION'), '18\n');
    const server = await start();
    expect(await ask(server, 'select 1')).toBe(1);
    expect(existsSync(join(dataDir, 'cluster.unfinished'))).toBe(false);
  }, PATIENCE_MS);
});

describe('the embedded server does not start, and says why in a sentence,', () => {
  test('while another lives in the same folder', async () => {
    await start();
    expect(await refusal()).toMatchObject({ code: 'in_use', message: expect.stringContaining(`process ${process.pid}`) });
  }, PATIENCE_MS);

  test('on a port that is taken', async () => {
    const taker = createServer();
    await new Promise<void>((resolve) => taker.listen(0, '127.0.0.1', resolve));
    const { port } = taker.address() as AddressInfo;
    try {
      expect(await refusal({ port })).toMatchObject({ code: 'port_taken', message: expect.stringContaining(String(port)) });
    } finally {
      taker.close();
    }
  }, PATIENCE_MS);

  test('in a folder whose cluster is not whole, and leaves it as it was', async () => {
    const server = await start();
    await server.stop();
    const control = join(dataDir, 'cluster', 'global', 'pg_control');
    renameSync(control, join(parent, 'pg_control'));
    const before = readdirSync(join(dataDir, 'cluster'));
    expect(await refusal()).toMatchObject({ code: 'broken_folder', message: expect.stringContaining('nothing in it was changed') });
    expect(readdirSync(join(dataDir, 'cluster'))).toEqual(before);
    renameSync(join(parent, 'pg_control'), control);
    expect(await ask(await start(), 'select 1')).toBe(1);
  }, PATIENCE_MS);

  test('on a cluster whose control file is damaged', async () => {
    await (await start()).stop();
    const control = join(dataDir, 'cluster', 'global', 'pg_control');
    writeFileSync(control, Buffer.alloc(readFileSync(control).length, 7));
    expect((await refusal()).code).toMatch(/^(broken_folder|foreign_version)$/);
  }, PATIENCE_MS);

  test('on the cluster of another major version', async () => {
    await (await start()).stop();
    writeFileSync(join(dataDir, 'cluster', 'PG_VERSION'), '15\n');
    expect(await refusal()).toMatchObject({ code: 'foreign_version', message: expect.stringContaining('PostgreSQL 15') });
  }, PATIENCE_MS);

  test('without its password, instead of making a new database', async () => {
    await (await start()).stop();
    rmSync(join(dataDir, 'admin-password'));
    expect((await refusal()).code).toBe('broken_folder');
    expect(existsSync(join(dataDir, 'cluster', 'PG_VERSION'))).toBe(true);
  }, PATIENCE_MS);

  test('where a file stands in the folder’s place', async () => {
    writeFileSync(dataDir, 'not a folder');
    expect((await refusal()).code).toBe('broken_folder');
    expect(readFileSync(dataDir, 'utf8')).toBe('not a folder');
  }, PATIENCE_MS);

  test('in a folder that it may not write to', async () => {
    // Nobody makes folders there, root included.
    dataDir = '/sys/countersign';
    expect(await refusal()).toMatchObject({ code: 'no_right', message: expect.stringContaining('/sys/countersign') });
  }, PATIENCE_MS);
});
