import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConnectionSettings } from '@countersign/contracts/connections';
import { addFlow, callStep, connect, jobsOf, newCompany, openTestApi, openTestReceiver, openTestWorker, plainConnection, signedBy, type Company, type Mix, type RequestFlow, type TestApi, type TestReceiver, type TestWorker, type Told } from '@countersign/testing';
import type { EffectJob } from './index.js';

const limits = { ...plainConnection.limits, attemptsMax: 4, connectMs: 300, headersMs: 300, bodyMs: 300, replyBytesMax: 20_000 };
/** What can be known of a call that was not answered: its key is honoured, it can be asked about, or neither. */
const kinds = {
  honours: { idempotency: { header: 'Idempotency-Key', honoured: true }, lookUpPath: null },
  tells: { idempotency: { header: 'Idempotency-Key', honoured: false }, lookUpPath: '/acts/{key}' },
  neither: { idempotency: { header: 'Idempotency-Key', honoured: false }, lookUpPath: null },
} as const satisfies Record<string, Partial<ConnectionSettings>>;
type Kind = keyof typeof kinds;
const kindNames = Object.keys(kinds) as Kind[];

interface Other {
  readonly receiver: TestReceiver;
  readonly connectionId: string;
  readonly flow: RequestFlow;
}

let api: TestApi;
let company: Company;
let worker: TestWorker;
const others = new Map<Kind, Other>();
const other = (kind: Kind): Other => others.get(kind) ?? (() => { throw new Error(`nobody opened ${kind}`); })();

beforeAll(async () => {
  const receivers = await Promise.all(kindNames.map((kind) => openTestReceiver({ seed: 26, honoursKeys: kind === 'honours', otherwise: {} })));
  const hosts = receivers.flatMap(({ host, overTls, halfOpen }) => [host, overTls.host, halfOpen.host]);
  api = await openTestApi({ allowedWebhookHosts: hosts });
  company = await newCompany(api, 'Acme');
  for (const [index, kind] of kindNames.entries()) {
    const receiver = receivers[index];
    if (!receiver) throw new Error('a receiver for each');
    const connection = await connect(company, `http://${receiver.host}`, { ...kinds[kind], limits });
    const flow = await addFlow(company, connection.name, { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), callStep(connection.id)] });
    others.set(kind, { receiver, connectionId: connection.id, flow });
  }
  worker = await openTestWorker(api.database, { allowedWebhookHosts: hosts, delivery: { retryDelaysMs: [0, 0, 0, 0, 0], leaseMs: 5_000 } });
}, 120_000);
afterAll(async () => {
  await worker.close();
  await Promise.all([...others.values()].map(({ receiver }) => receiver.close()));
  await api.close();
});

async function wanted(kind: Kind): Promise<EffectJob> {
  const { id } = await other(kind).flow.submit();
  await company.decide(company.budgetOwner, id, 'approve');
  const [job] = await jobsOf(api.database, id);
  if (!job) throw new Error('no job was enqueued');
  return job;
}

/** What an effect has come to, in our words, and how often the other system really acted, in its own. */
async function endOf(kind: Kind, job: EffectJob): Promise<string> {
  const { receiver, connectionId } = other(kind);
  for (let attempt = 0; attempt < limits.attemptsMax + 2; attempt += 1) {
    // Whatever asks for patience is given it at once.
    await api.database.look("update app.connection_gates set closed_until = now() - interval '1 second' where connection_id = $1", [connectionId]);
    await api.database.look('update app.effects set next_attempt_at = null where id = $1', [job.effectId]);
    await worker.run(job);
  }
  const [effect] = await api.database.look<{ state: string }>('select state from app.effects where id = $1', [job.effectId]);
  return `${effect?.state ?? 'gone'}, done ${receiver.actsUnder(`eff_${job.effectId}`).length}`;
}

/** The same for one call to each kind of system, of which the first meets this. */
async function endsAfter(told: Told): Promise<Record<string, string>> {
  const ends = await Promise.all(
    kindNames.map(async (kind) => {
      const job = await wanted(kind);
      other(kind).receiver.plan(told);
      return [kind, await endOf(kind, job)] as const;
    }),
  );
  return Object.fromEntries(ends);
}

const done = 'succeeded, done 1';
const all = (end: string) => ({ honours: end, tells: end, neither: end });
/** The first two find out by themselves; of the third a person has to. */
const doubtful = (times: 0 | 1) => ({ honours: done, tells: done, neither: `unknown, done ${times}` });

describe('a call that is treated badly once is done once where anybody can know, and never twice', () => {
  it.each<readonly [string, Told, Record<Kind, string>]>([
    ['answered late, within its limits', { does: 'answers late', ms: 60 }, all(done)],
    ['put off by 429, in seconds', { does: 'puts off', status: 429, retryAfterSeconds: 2, saysAs: 'seconds' }, all(done)],
    ['put off by 503, until a date', { does: 'puts off', status: 503, retryAfterSeconds: 2, saysAs: 'date' }, all(done)],
    ['hung up on, before it was done', { does: 'cuts', at: 'before the answer', acts: false }, doubtful(0)],
    ['hung up on, after it was done', { does: 'cuts', at: 'before the answer' }, doubtful(1)],
    ['cut off in the headers', { does: 'cuts', at: 'in the headers' }, doubtful(1)],
    ['cut off in the body', { does: 'cuts', at: 'in the body' }, doubtful(1)],
    ['left without an answer, undone', { does: 'hangs' }, doubtful(0)],
    ['left without an answer, done', { does: 'hangs', acts: true }, doubtful(1)],
    ['answered byte by byte, from the headers on', { does: 'trickles', part: 'headers' }, doubtful(1)],
    ['answered byte by byte, in the body', { does: 'trickles', part: 'body' }, doubtful(1)],
    ['answered by 500 although it was done', { does: 'fails after acting' }, doubtful(1)],
    ['answered with more headers than anybody takes', { does: 'swells' }, doubtful(1)],
    ['answered without an end', { does: 'never stops' }, all(done)],
    ['answered with a page', { does: 'answers badly', with: 'another type' }, all(done)],
    ['answered with what is no JSON', { does: 'answers badly', with: 'no JSON' }, all(done)],
    ['answered with NUL', { does: 'answers badly', with: 'no text' }, all(done)],
    ['sent on to a private address', { does: 'redirects', to: 'a private address' }, all('failed, done 0')],
    ['sent on to where it is', { does: 'redirects', to: 'itself', status: 307 }, all('failed, done 0')],
    ['refused', { status: 422 }, all('failed, done 0')],
    ['lied to: nobody outside can know that', { does: 'lies' }, all('succeeded, done 0')],
  ])('%s (row:C2 row:C3)', async (_, told, ends) => {
    expect(await endsAfter(told)).toEqual(ends);
    for (const kind of kindNames) expect([...other(kind).receiver.twiceActed]).toEqual([]);
  });
});

describe('a call to a system that is never well ends in time, and is not called failed where it may have been done', () => {
  const pointAt = (kind: Kind, url: string) => api.database.look('update app.connections set base_url = $1 where id = $2', [url, other(kind).connectionId]);
  const endsAt = async (at: (receiver: TestReceiver) => string) => {
    const ends = await Promise.all(
      kindNames.map(async (kind) => {
        const job = await wanted(kind);
        await pointAt(kind, at(other(kind).receiver));
        return [kind, await endOf(kind, job)] as const;
      }),
    );
    await Promise.all(kindNames.map((kind) => pointAt(kind, `http://${other(kind).receiver.host}`)));
    return Object.fromEntries(ends) as Record<Kind, string>;
  };

  it('behind a certificate that nobody vouches for: not a word was said (row:C3)', async () => {
    expect(await endsAt(({ overTls }) => `https://${overTls.host}`)).toEqual(all('failed, done 0'));
  });

  it('half open: what was said may have been read (row:C3)', async () => {
    const before = performance.now();
    expect(await endsAt(({ halfOpen }) => `http://${halfOpen.host}`)).toEqual(all('unknown, done 0'));
    expect(performance.now() - before).toBeLessThan(20_000);
  });

  it('answering 500 each time after it was done (row:C2)', async () => {
    for (const kind of kindNames) other(kind).receiver.always({ does: 'fails after acting' });
    const ends = await Promise.all(kindNames.map(async (kind) => [kind, await endOf(kind, await wanted(kind))] as const));
    for (const kind of kindNames) other(kind).receiver.always({});
    expect(Object.fromEntries(ends)).toEqual({ honours: 'unknown, done 1', tells: done, neither: 'unknown, done 1' });
  });

  it('asked whether it was done and saying nothing that helps (row:C2)', async () => {
    const { receiver } = other('tells');
    const job = await wanted('tells');
    receiver.plan({ does: 'fails after acting' });
    receiver.planLookUps({ does: 'hangs' }, { status: 500 });
    expect(await endOf('tells', job)).toBe(done);
    expect(receiver.actsUnder(`eff_${job.effectId}`)).toHaveLength(1);
  });
});

describe('calls to systems that do all of this at random, drawn by a seed', () => {
  const mix: Mix = [
    [3, {}],
    [1, { does: 'fails after acting' }],
    [1, { does: 'cuts', at: 'before the answer', acts: false }],
    [1, { does: 'cuts', at: 'in the headers' }],
    [1, { does: 'puts off', status: 503, retryAfterSeconds: 1, saysAs: 'seconds' }],
    [1, { does: 'answers late', maxMs: 100 }],
    [1, { does: 'flaps', upMs: 40, downMs: 40 }],
    [1, { does: 'hangs', acts: true }],
  ];

  it.each(kindNames)('are done exactly where they are said to be, not where they have failed, and never twice: %s (row:C2)', async (kind) => {
    const { receiver } = other(kind);
    receiver.always(mix);
    receiver.alwaysLookUps([[3, {}], [1, { status: 503 }], [1, { does: 'cuts', at: 'in the body' }]]);
    const ends: string[] = [];
    for (let count = 0; count < 8; count += 1) ends.push(await endOf(kind, await wanted(kind)));
    receiver.always({});
    receiver.alwaysLookUps({});
    expect(ends.filter((end) => !['succeeded, done 1', 'failed, done 0', 'unknown, done 0', 'unknown, done 1'].includes(end))).toEqual([]);
    expect(ends).toContain(done);
    expect([...receiver.twiceActed]).toEqual([]);
  });
});
