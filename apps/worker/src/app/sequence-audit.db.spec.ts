/** The built worker, killed at any moment, and the command that changes the key which signs. */
import { addBareTenant, logFaults, openAuditWriter, openSequencer, openTestDatabase, readNote, type TestDatabase } from '@countersign/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

const programs = join(process.cwd(), 'apps/worker/dist/app');
const PATIENCE_MS = 180_000;
let database: TestDatabase;
let env: NodeJS.ProcessEnv;
let secretsFile = '';
beforeAll(async () => {
  database = await openTestDatabase();
  const url = new URL(database.adminUrl);
  secretsFile = join(database.filesFolder, 'secrets.json');
  writeFileSync(secretsFile, JSON.stringify(database.secrets), { mode: 0o600 });
  env = { PATH: process.env.PATH, DATABASE_URL_BASE: `postgres://${url.host}${url.pathname}`, SECRETS_FILE: secretsFile, COUNTERSIGN_DATA_DIR: database.filesFolder };
}, PATIENCE_MS);
afterAll(() => database.drop());

const startWorker = () => fork(join(programs, 'main.js'), { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
async function end(worker: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  worker.kill(signal);
  await once(worker, 'close');
}

async function write(tenantId: string): Promise<void> {
  const writer = await openAuditWriter(database, tenantId);
  await writer.begin();
  await writer.write();
  await writer.end('commit');
  await writer.close();
}
const isTaken = async () => (await database.look<{ left: number }>('select count(*)::int as left from app.audit_entries e left join app.audit_leaves l on l.tenant_id = e.tenant_id and l.entry_id = e.id where l.seq is null'))[0]?.left === 0;
async function until(holds: () => Promise<boolean>, withinMs = 30_000): Promise<void> {
  for (const giveUpAt = performance.now() + withinMs; !(await holds()); await pause(100)) if (performance.now() > giveUpAt) throw new Error('it does not come to that');
}

describe('the worker', () => {
  it('killed at any moment while many write loses no entry and takes none twice; the next one goes on (row:E2)', async () => {
    const tenants = [await addBareTenant(database), await addBareTenant(database)];
    let isWriting = true;
    const writing = tenants.map(async (tenantId) => {
      const writer = await openAuditWriter(database, tenantId);
      for (let count = 0; isWriting; count += 1) {
        await writer.begin();
        await writer.write();
        if (Math.random() < 0.1) await pause(200);
        await writer.end(Math.random() < 0.1 ? 'rollback' : 'commit');
        await pause(2);
      }
      await writer.close();
    });
    const terms = new Set<string>();
    for (let kill = 0; kill < 4; kill += 1) {
      const worker = startWorker();
      await once(worker, 'message');
      const before = await sizes();
      await until(async () => (await sizes()) > before);
      terms.add((await database.look<{ term: string }>('select term::text as term from entry.audit_sequencer'))[0]?.term ?? '');
      await pause(Math.random() * 700);
      await end(worker, 'SIGKILL');
    }
    isWriting = false;
    await Promise.all(writing);
    const last = startWorker();
    await once(last, 'message');
    await until(isTaken);
    await end(last, 'SIGTERM');
    expect(terms.size).toBe(4);
    for (const tenantId of tenants) expect(await logFaults(database, tenantId)).toEqual([]);
    // One that ends by itself gives the place back at once.
    const next = await openSequencer(database);
    expect((await next.run()).held).toBe(true);
    await next.release();
    await next.close();
  }, PATIENCE_MS);
});

const sizes = async () => (await database.look<{ size: number }>('select coalesce(sum(size), 0)::int as size from app.audit_logs'))[0]?.size ?? 0;

async function rotate(): Promise<{ code: number; out: string; said: string }> {
  const child = spawn(process.execPath, [join(programs, 'rotate-keys.js'), '--audit-key'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, said, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number]>]);
  return { code, out, said };
}
function addKey(): void {
  const { auditKey, otherAuditKeys = [], ...secrets } = JSON.parse(readFileSync(secretsFile, 'utf8')) as { auditKey: string; otherAuditKeys?: string[] };
  writeFileSync(secretsFile, JSON.stringify({ ...secrets, auditKey: randomBytes(32).toString('base64url'), otherAuditKeys: [auditKey, ...otherAuditKeys] }));
}
const notesOf = async (tenantId: string) => (await database.look<{ note: string }>('select note from app.audit_checkpoints where tenant_id = $1 order by number', [tenantId])).map(({ note }) => readNote(note));

describe('npm run keys:rotate -- --audit-key (row:E2)', () => {
  it('hands over by an entry of each company and a checkpoint that both keys sign, beside a running worker that was told of the old key only', async () => {
    const tenantId = await addBareTenant(database);
    await write(tenantId);
    const worker = startWorker();
    try {
      await once(worker, 'message');
      await until(async () => (await notesOf(tenantId)).length > 0);
      await pause(2100);
      addKey();
      const { code, out } = await rotate();
      expect([code, out]).toEqual([0, expect.stringMatching(/^3 companies: the new key was announced to 3 of them; it signs for all\.\n$/)]);
      const handed = (await notesOf(tenantId)).length;
      await write(tenantId);
      await until(async () => (await notesOf(tenantId)).length > handed);
    } finally {
      await end(worker, 'SIGTERM');
    }
    expect((await notesOf(tenantId)).map(({ signatures }) => signatures.length)).toEqual([1, 2, 1]);
    expect(await logFaults(database, tenantId)).toEqual([]);
    const [entry] = await database.look<{ canonical: string }>("select convert_from(canonical, 'UTF8') as canonical from app.audit_entries where tenant_id = $1 and action = 'audit_key.rotated'", [tenantId]);
    const vkey = expect.stringMatching(new RegExp(`^countersign/audit/${tenantId}\\+[0-9a-f]{8}\\+[A-Za-z0-9+/]{44}$`));
    expect(JSON.parse(entry?.canonical ?? '')).toMatchObject({ actor: { kind: 'job', name: 'key rotation' }, before: { vkey }, after: { vkey } });
  }, PATIENCE_MS);

  it('where no worker runs it signs itself; a second time there is nothing to do, and nothing secret is told', async () => {
    addKey();
    const { code, out, said } = await rotate();
    expect([code, out]).toEqual([0, expect.stringContaining('it signs for all.')]);
    expect(await rotate()).toMatchObject({ code: 0, out: expect.stringContaining('announced to 0 of them') });
    for (const { tenant_id: tenantId } of await database.look<{ tenant_id: string }>('select tenant_id from app.audit_logs')) expect(await logFaults(database, tenantId)).toEqual([]);
    const { auditKey, otherAuditKeys = [] } = JSON.parse(readFileSync(secretsFile, 'utf8')) as { auditKey: string; otherAuditKeys?: string[] };
    for (const secret of [auditKey, ...otherAuditKeys]) expect(`${out}${said}`).not.toContain(secret);
    const kept = JSON.stringify(await database.look('select * from app.audit_keys'));
    for (const secret of [auditKey, ...otherAuditKeys]) expect(kept).not.toContain(Buffer.from(secret, 'base64url').toString('hex'));
  }, PATIENCE_MS);

  it('ends with 1 where the key before is not there to sign the handover, and makes no checkpoint', async () => {
    const secrets = JSON.parse(readFileSync(secretsFile, 'utf8')) as object;
    const before = await database.look('select count(*)::int as count from app.audit_checkpoints');
    writeFileSync(secretsFile, JSON.stringify({ ...secrets, auditKey: randomBytes(32).toString('base64url'), otherAuditKeys: [] }));
    const { code, out, said } = await rotate();
    expect([code, out]).toEqual([1, expect.stringContaining('it does not sign yet')]);
    expect(said).toContain('tenant ');
    expect(await database.look('select count(*)::int as count from app.audit_checkpoints')).toEqual(before);
  }, PATIENCE_MS);
});
