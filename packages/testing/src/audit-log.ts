import { Entry, openDataSource, openPool, Tenancy } from '@countersign/database/platform';
import { AuditSigner, SequenceAuditService, type AuditKeys, type Sequenced } from '@countersign/services/audit';
import { canonicalJson, newId } from '@countersign/services/platform';
import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto';
import pg from 'pg';
import type { TestDatabase } from './test-database.js';

/** A sequencer with connections of its own, as a worker has it. */
export interface TestSequencer {
  /** One round. */
  run(): Promise<Sequenced>;
  /** Rounds until one finds nothing to take, at most for so long: a slow transaction of another test holds the horizon of the whole server. */
  catchUp(withinMs?: number): Promise<void>;
  release(): Promise<void>;
  readonly problems: unknown[];
  close(): Promise<void>;
}

export async function openSequencer(database: TestDatabase, { leaseMs = 4000, keys = database.secrets, name = 'countersign-test-sequencer' }: { readonly leaseMs?: number; readonly keys?: AuditKeys; readonly name?: string } = {}): Promise<TestSequencer> {
  const url = database.urlFor('cs_worker');
  const dataSource = await openDataSource({ url, connectionsMax: 4, applicationName: name });
  const pool = openPool({ url, connectionsMax: 2, applicationName: `${name}-entry` });
  const problems: unknown[] = [];
  const service = new SequenceAuditService({ tenancy: new Tenancy(dataSource), entry: new Entry(pool) }, new AuditSigner(() => keys), { leaseMs, onProblem: (error) => problems.push(error) });
  return {
    run: () => service.run(),
    async catchUp(withinMs = 20_000) {
      for (const giveUpAt = performance.now() + withinMs; performance.now() < giveUpAt; ) {
        const { held, entries } = await service.run();
        const [left] = await database.look<{ count: number }>('select count(*)::int as count from app.audit_entries e left join app.audit_leaves l on l.tenant_id = e.tenant_id and l.entry_id = e.id where l.seq is null');
        if (held && entries === 0 && left?.count === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`the sequencer does not catch up: ${problems.map(String).slice(0, 3).join('; ')}`);
    },
    release: () => service.release(),
    problems,
    async close() {
      await Promise.all([dataSource.destroy(), pool.end()]);
    },
  };
}

/** A company of which nothing is there but what a log needs. */
export async function addBareTenant(database: TestDatabase): Promise<string> {
  const tenantId = randomUUID();
  await database.look("with made as (insert into app.tenants (tenant_id, name) values ($1, 'Bare') returning tenant_id) insert into entry.memberships (user_id, tenant_id, member_id) select gen_random_uuid(), tenant_id, gen_random_uuid() from made", [tenantId]);
  return tenantId;
}

/** An entry as an act leaves it. */
export function bareEntry(tenantId: string, label = 'an act'): { readonly id: string; readonly canonical: string } {
  const id = newId();
  const canonical = canonicalJson({ v: '1', id, tenant: tenantId, at: new Date().toISOString(), actor: { kind: 'job', name: 'spec' }, channel: 'job', traceId: null, cause: null, action: 'spec.acted', subject: { kind: 'tenant', id: tenantId, label }, reason: null, before: null, after: null });
  return { id, canonical };
}

/** A writer with a connection of its own, as the application's role: it may be slow, and may give up. */
export async function openAuditWriter(database: TestDatabase, tenantId: string) {
  const client = new pg.Client({ connectionString: database.urlFor('cs_app') });
  client.on('error', () => undefined);
  await client.connect();
  return {
    async begin() {
      await client.query('begin');
      await client.query('select app.enter_tenant($1)', [tenantId]);
    },
    async write(label?: string) {
      const { id, canonical } = bareEntry(tenantId, label);
      await client.query("insert into app.audit_entries (tenant_id, id, canonical) values ($1, $2, convert_to($3, 'UTF8'))", [tenantId, id, canonical]);
      return id;
    },
    end: (how: 'commit' | 'rollback') => client.query(how),
    close: () => client.end(),
  };
}

interface Leaf {
  readonly seq: number;
  readonly entry_id: string;
  readonly leaf: Buffer;
}

const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 6962, section 2.1, as it is written there. */
function rootOf(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (!first) return sha256();
  if (leaves.length === 1) return first;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Buffer.from([1]), rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

/** What is wrong with a company's log, told from the rows as the administrator sees them: nothing where all is well. Shares no code with the sequencer. */
export async function logFaults(database: TestDatabase, tenantId: string): Promise<string[]> {
  const faults: string[] = [];
  const entries = await database.look<{ id: string; canonical: Buffer }>('select e.id, e.canonical from app.audit_entries e where e.tenant_id = $1 order by e.xid, e.id', [tenantId]);
  const leaves = await database.look<Leaf>('select seq::float8 as seq, entry_id, leaf from app.audit_leaves where tenant_id = $1 order by seq', [tenantId]);
  const [order, taken] = [entries.map(({ id }) => id), leaves.map(({ entry_id: id }) => id)];
  if (leaves.some(({ seq }, index) => seq !== index)) faults.push('the leaves are not dense');
  if (new Set(taken).size !== taken.length) faults.push('an entry has two leaves');
  const missing = order.filter((id) => !new Set(taken).has(id));
  if (missing.length > 0) faults.push(`${missing.length} entries have no leaf`);
  if (missing.length === 0 && JSON.stringify(taken) !== JSON.stringify(order)) faults.push('the leaves are not in the order of the entries');
  const bytes = new Map(entries.map(({ id, canonical }) => [id, canonical]));
  if (leaves.some(({ entry_id: id, leaf }) => !sha256(Buffer.from([0]), bytes.get(id) ?? Buffer.alloc(0)).equals(leaf))) faults.push('a leaf is not of its entry');
  return [...faults, ...(await checkpointFaults(database, tenantId, leaves.map(({ leaf }) => leaf)))];
}

async function checkpointFaults(database: TestDatabase, tenantId: string, leaves: readonly Buffer[]): Promise<string[]> {
  const checkpoints = await database.look<{ number: number; note: string }>('select number::float8 as number, note from app.audit_checkpoints where tenant_id = $1 order by number', [tenantId]);
  const keys = await database.look<{ public_key: Buffer; announced: number | null; handover: number | null }>('select k.public_key, l.seq::float8 as announced, k.handover::float8 as handover from app.audit_keys k left join app.audit_leaves l on l.tenant_id = k.tenant_id and l.entry_id = k.entry_id where k.tenant_id = $1 order by k.number', [tenantId]);
  const faults: string[] = [];
  let before = { size: 0, time: '', horizon: 0n };
  let current = 0;
  checkpoints.forEach(({ number, note }, index) => {
    const read = readNote(note);
    if (number !== index + 1) faults.push('the checkpoints are not dense');
    if (read.origin !== `countersign/audit/${tenantId}`) faults.push(`checkpoint ${number} is another company's`);
    if (read.size < before.size || read.time < before.time || read.horizon < before.horizon) faults.push(`checkpoint ${number} goes back`);
    if (read.root !== rootOf(leaves.slice(0, read.size)).toString('base64')) faults.push(`checkpoint ${number} has another root`);
    const next = keys[current + 1];
    const handsOver = next !== undefined && next.announced !== null && read.size > next.announced;
    const wanted = keys.slice(current, handsOver ? current + 2 : current + 1).map(({ public_key: key }) => key);
    if (read.signatures.length !== wanted.length || !wanted.every((key, nth) => isSignedBy(key, read, nth))) faults.push(`checkpoint ${number} is not signed as it has to be`);
    if (handsOver && next.handover !== number) faults.push(`the key that checkpoint ${number} hands over to says another`);
    if (handsOver) current += 1;
    before = read;
  });
  return faults;
}

interface ReadNote {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly time: string;
  readonly horizon: bigint;
  readonly text: string;
  readonly signatures: readonly Buffer[];
}

/** As docs/audit-format.md, section 5, has it. */
export function readNote(note: string): ReadNote {
  const [, text, lines] = /^([^]*?\n)\n([^]*)$/.exec(note) ?? [];
  const [, origin, size, root, time, horizon] = /^(.+)\n(0|[1-9]\d*)\n(.{44})\ntime (.+)\nhorizon (\d+)\nepoch \d+\n$/.exec(text ?? '') ?? [];
  if (text === undefined || lines === undefined || origin === undefined || root === undefined || time === undefined) throw new Error(`this is no checkpoint: ${note}`);
  const signatures = lines.split('\n').slice(0, -1).map((line) => Buffer.from(line.slice(`— ${origin} `.length), 'base64'));
  return { origin, size: Number(size), root, time, horizon: BigInt(horizon ?? 0), text, signatures };
}

function isSignedBy(publicKey: Buffer, { origin, text, signatures }: ReadNote, nth: number): boolean {
  const line = signatures[nth];
  if (line?.length !== 68) return false;
  const id = sha256(Buffer.from(`${origin}\n`), Buffer.from([1]), publicKey).subarray(0, 4);
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') }, format: 'jwk' });
  return id.equals(line.subarray(0, 4)) && verify(null, Buffer.from(text), key, line.subarray(4));
}
