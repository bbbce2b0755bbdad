/** The built program that an operator runs, on a database of this test: stopped anywhere, it is run again. */
import { memberIdOf, newCompany, openTestApi, openTestWorker, sealEarlier, type Company, type TestApi, type TestWorker } from '@countersign/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

const program = join(process.cwd(), 'apps/worker/dist/app/rotate-keys.js');
const PATIENCE_MS = 180_000;
const secretsKept = 200;
let api: TestApi;
let worker: TestWorker;
let company: Company;
let env: NodeJS.ProcessEnv;
let secretsFile = '';
let tenantId = '';
beforeAll(async () => {
  api = await openTestApi();
  const { database } = api;
  const url = new URL(database.adminUrl);
  secretsFile = join(database.filesFolder, 'secrets.json');
  writeFileSync(secretsFile, JSON.stringify(database.secrets), { mode: 0o600 });
  env = { PATH: process.env.PATH, DATABASE_URL_BASE: `postgres://${url.host}${url.pathname}`, SECRETS_FILE: secretsFile, COUNTERSIGN_DATA_DIR: database.filesFolder };
  [company] = [await newCompany(api, 'Acme'), await newCompany(api, 'Borealis')];
  worker = await openTestWorker(database);
  tenantId = (await database.look<{ id: string }>('select tenant_id as id from app.members where id = $1', [await memberIdOf(company, company.admin)]))[0]?.id ?? '';
  await keepMany();
}, PATIENCE_MS);
afterAll(async () => {
  await worker.close();
  await api.close();
});

/** More secrets than are sealed anew at once. */
async function keepMany(): Promise<void> {
  const ids = Array.from({ length: secretsKept }, () => randomUUID());
  const sealed = await Promise.all(ids.map((row, index) => worker.sealer.seal(tenantId, { field: 'webhook_secrets.sealed_secret', row }, `planted-secret-${index}`)));
  await api.database.look("insert into app.webhook_secrets (tenant_id, id, endpoint_id, sealed_secret, created_at, valid_until) select $1, k.id, $2, k.sealed, now(), now() + interval '1 hour' from unnest($3::uuid[], $4::bytea[]) k (id, sealed)", [tenantId, company.endpointId, ids, sealed]);
}

interface Kept {
  readonly id: string;
  readonly sealed: Buffer;
}
const kept = () => api.database.look<Kept>('select id, sealed_secret as sealed from app.webhook_secrets where tenant_id = $1', [tenantId]);
/** How many of them open, by whatever key each is sealed. */
async function readable(by = worker): Promise<number> {
  const opened = await Promise.all((await kept()).map(({ id, sealed }) => by.sealer.open(tenantId, { field: 'webhook_secrets.sealed_secret', row: id }, sealed)));
  return opened.filter((secret) => secret.startsWith('planted-secret-')).length;
}
const byKey = async (number: number) => (await kept()).filter(({ sealed }) => sealed.readUInt32BE(1) === number).length;

const start = (args: readonly string[], withEnv = env) => spawn(process.execPath, [program, ...args], { env: withEnv, stdio: ['ignore', 'pipe', 'pipe'] });
async function ended(child: ChildProcess): Promise<{ code: number | null; out: string; said: string }> {
  const [out, said, [code]] = await Promise.all([child.stdout ? text(child.stdout) : '', child.stderr ? text(child.stderr) : '', once(child, 'close') as Promise<[number | null]>]);
  return { code, out, said };
}

describe('npm run keys:rotate -- --tenant (row:D1)', () => {
  it('killed in the midst of sealing anew leaves every secret readable, some by the old key and some by the new; run again it ends what was begun', async () => {
    const child = start(['--tenant', tenantId]);
    for await (const line of createInterface({ input: child.stderr })) if (line.includes('sealed anew so far')) break;
    child.kill('SIGKILL');
    await once(child, 'close');
    const [old, anew] = [await byKey(1), await byKey(2)];
    expect([old > 0, anew > 0, old + anew]).toEqual([true, true, secretsKept + 1]);
    expect(await readable()).toBe(secretsKept);
    const { code, out, said } = await ended(start(['--tenant', tenantId, '--while-stopped']));
    expect(out).toBe(`tenant ${tenantId}: data key 2 (gone on with), ${old} secrets sealed anew, 1 retired\n`);
    expect(code).toBe(0);
    expect([await byKey(1), await byKey(2), await readable()]).toEqual([0, secretsKept + 1, secretsKept]);
    expect(`${out}${said}`).not.toContain('planted-secret');
  }, PATIENCE_MS);

  it('of something that is no tenant’s id it begins nothing', async () => {
    expect(await ended(start(['--tenant', 'acme']))).toMatchObject({ code: 2, out: '', said: expect.stringContaining('is no id of a tenant') });
    expect(await ended(start(['--tenat', tenantId]))).toMatchObject({ code: 2, out: '' });
    expect(await ended(start([], { ...env, DATABASE_URL_BASE: 'postgres://127.0.0.1:9/none' }))).toMatchObject({ code: 2, out: '', said: expect.stringContaining('could not be changed') });
  }, PATIENCE_MS);
});

describe('npm run keys:rotate (row:D1)', () => {
  const rotated = { masterKey: '', otherMasterKeys: [''] };

  it('brings every data key under the newest master key and changes no secret; a process that was told of the older one only reads on until it looks again', async () => {
    const { masterKey, ...others } = JSON.parse(readFileSync(secretsFile, 'utf8')) as { masterKey: string };
    Object.assign(rotated, { ...others, masterKey: randomBytes(32).toString('base64url'), otherMasterKeys: [masterKey] });
    writeFileSync(secretsFile, JSON.stringify(rotated));
    const before = await kept();
    const { code, out } = await ended(start([]));
    expect(out).toMatch(/^The newest master key is [0-9a-f]{16}\.\n2 companies: 3 data keys wrapped anew, 0 secrets and 0 second factors sealed anew\.\nEverything is under the newest master key\.\n$/);
    expect(code).toBe(0);
    expect(await kept()).toEqual(before);
    expect(await readable()).toBe(secretsKept);
    expect(await ended(start([]))).toMatchObject({ code: 0, out: expect.stringContaining('2 companies: 0 data keys wrapped anew') });
    for (const secret of [masterKey, rotated.masterKey]) expect(out).not.toContain(secret);
  }, PATIENCE_MS);

  it('then the older master key is needed by nothing: without it everything opens', async () => {
    const without = { ...api.database, secrets: { ...api.database.secrets, masterKey: rotated.masterKey } };
    const newer = await openTestWorker(without);
    try {
      expect(await readable(newer)).toBe(secretsKept);
      expect(await newer.rewrapDataKeys()).toMatchObject({ tenants: 2, rewrapped: 0, unreadable: 0 });
    } finally {
      await newer.close();
    }
  }, PATIENCE_MS);

  it('with a master key missing it ends with 1 and says how much does not open, and changes nothing of that', async () => {
    writeFileSync(secretsFile, JSON.stringify({ ...rotated, masterKey: randomBytes(32).toString('base64url'), otherMasterKeys: [] }));
    const before = await api.database.look('select * from app.data_keys order by tenant_id, number');
    const { code, out } = await ended(start([]));
    expect([code, out]).toEqual([1, expect.stringMatching(/[1-9]\d* keys or secrets cannot be opened by any master key that is known here/)]);
    expect(await api.database.look('select * from app.data_keys order by tenant_id, number')).toEqual(before);
    writeFileSync(secretsFile, JSON.stringify(rotated));
  }, PATIENCE_MS);

  it('before a master key is forgotten it counts answers of earlier calls that only that one opens', async () => {
    const reply = sealEarlier(rotated.otherMasterKeys[0] ?? '', tenantId, 'answer kept under an idempotency key', '{}').toString('base64');
    await api.database.look("update app.idempotency_keys set reply = $2 where (tenant_id, key) = (select tenant_id, key from app.idempotency_keys where tenant_id = $1 and reply is not null limit 1)", [tenantId, reply]);
    expect(await ended(start([]))).toMatchObject({ code: 0, out: expect.stringContaining('1 answers of earlier calls still need the master key of their time') });
    expect(await ended(start(['--before-forgetting']))).toMatchObject({ code: 1 });
  }, PATIENCE_MS);
});
