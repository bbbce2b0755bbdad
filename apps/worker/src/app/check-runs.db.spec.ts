/** The built programs, on a database of this test: what an operator runs, and what the night does. */
import { newCompany, openTestApi, type TestApi } from '@countersign/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

const programs = join(process.cwd(), 'apps/worker/dist/app');
const PATIENCE_MS = 60_000;
let api: TestApi;
let env: NodeJS.ProcessEnv;
let requestId = '';
beforeAll(async () => {
  api = await openTestApi();
  const { database } = api;
  const url = new URL(database.adminUrl);
  const secretsFile = join(database.filesFolder, 'secrets.json');
  writeFileSync(secretsFile, JSON.stringify(database.secrets), { mode: 0o600 });
  env = { PATH: process.env.PATH, DATABASE_URL_BASE: `postgres://${url.host}${url.pathname}`, SECRETS_FILE: secretsFile, COUNTERSIGN_DATA_DIR: database.filesFolder };
  const company = await newCompany(api, 'Acme');
  ({ id: requestId } = await company.submit());
  await company.decide(company.budgetOwner, requestId, 'approve');
}, PATIENCE_MS);
afterAll(() => api.close());
beforeEach(() => setStatus('open'));

const setStatus = (status: string) => api.database.look(`update app.runs set state = jsonb_set(state, '{status}', to_jsonb($2::text)) where request_id = $1`, [requestId, status]);
const entries = () => api.database.look<{ canonical: string }>("select convert_from(canonical, 'UTF8') as canonical from app.audit_entries where action = 'run.difference_found'");

async function check(withEnv: NodeJS.ProcessEnv = env): Promise<{ code: number; out: string; said: string }> {
  const child = spawn(process.execPath, [join(programs, 'check-runs.js')], { env: withEnv, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, said, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number]>]);
  return { code, out, said };
}

describe('npm run check:runs (row:B1)', () => {
  it('ends with 0 and the counts where every run is what its facts say', async () => {
    const { code, out, said } = await check();
    expect([code, said]).toEqual([0, '']);
    expect(out).toMatch(/^1 runs of 1 companies folded from \d+ facts in \d+\.\d s \(\d+ a second\): no difference\n$/);
  });

  it('ends with 1 and the place where one is not, and writes nothing', async () => {
    await setStatus('approved');
    const { code, out } = await check();
    expect(code).toBe(1);
    expect(out).toMatch(/^tenant [0-9a-f-]{36}, request 1, run [0-9a-f-]{36}: \/state\/status is kept as string, and told by the facts as string\n1 runs of .*: 1 with a difference\n$/);
    expect(await entries()).toEqual([]);
  });

  it('ends with 2 and a sentence where it could not look', async () => {
    const { SECRETS_FILE: _, ...without } = env;
    expect(await check(without)).toMatchObject({ code: 2, out: '', said: expect.stringContaining('Set SECRETS_FILE') });
    expect(await check({ ...env, DATABASE_URL_BASE: 'postgres://127.0.0.1:9/none' })).toMatchObject({ code: 2, out: '', said: expect.stringContaining('could not be checked') });
  });
});

describe('the worker (row:B1 row:E1)', () => {
  it('has the check among what it does every night, and its job finds the difference, tells the audit, and tells the log without content', async () => {
    await setStatus('approved');
    await api.database.look("insert into pgboss.job (name, data, policy, heartbeat_seconds) select name, '{}', policy, heartbeat_seconds from pgboss.queue where name = 'run-checks'");
    const worker = fork(join(programs, 'main.js'), { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    const [out, said] = [worker.stdout ? text(worker.stdout) : '', worker.stderr ? text(worker.stderr) : ''];
    try {
      await once(worker, 'message');
      expect(await api.database.look("select name, cron, timezone from pgboss.schedule where name = 'run-checks'")).toEqual([{ name: 'run-checks', cron: '15 2 * * *', timezone: 'UTC' }]);
      const stateOfJob = async () => (await api.database.look<{ state: string }>("select state::text from pgboss.job where name = 'run-checks' order by created_on limit 1"))[0]?.state;
      for (let waitedMs = 0; (await stateOfJob()) !== 'completed' && waitedMs < 20_000; waitedMs += 200) await pause(200);
      expect(await stateOfJob()).toBe('completed');
    } finally {
      worker.kill('SIGTERM');
      await once(worker, 'close');
    }
    expect((await entries()).map(({ canonical }) => JSON.parse(canonical))).toMatchObject([{ actor: { kind: 'job', name: 'run-checks' }, subject: { id: requestId }, after: { pointer: '/state/status' } }]);
    expect(await out).toMatch(/"pointer":"\/state\/status".*a run is not what its facts say/);
    expect(await out).toMatch(/"runs":"?1"?.*every run was folded again from its facts/);
    expect(`${await out}${await said}`).not.toMatch(/lighting|a problem/);
  }, PATIENCE_MS);
});
