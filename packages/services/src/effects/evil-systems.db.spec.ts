import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { answers, attemptsOf, effectStateOf, newCompany, openTestApi, openTestReceiver, openTestWorker, passTime, plainConnection, throughConnection, writtenHost, type Company, type TestApi, type TestReceiver, type TestWorker, type ThroughSettings } from '@countersign/testing';
import type { EffectJob } from './index.js';

let api: TestApi;
let receiver: TestReceiver;
let company: Company;
let worker: TestWorker;
const opened: TestWorker[] = [];
beforeAll(async () => {
  api = await openTestApi({ allowedWebhookHosts: [writtenHost] });
  company = await newCompany(api, 'Acme');
});
afterAll(() => api.close());
beforeEach(async () => {
  receiver = await openTestReceiver();
  worker = await openWorker();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
  await receiver.close();
});

async function openWorker(): Promise<TestWorker> {
  const one = await openTestWorker(api.database, { allowedWebhookHosts: [receiver.host], delivery: { retryDelaysMs: [0, 0, 0], leaseMs: 300 } });
  opened.push(one);
  return one;
}

const through = (settings: ThroughSettings = {}) => throughConnection({ database: api.database, company, receiver }, settings);
const attempts = (job: EffectJob) => attemptsOf(api.database, job);
const stateOf = (job: EffectJob) => effectStateOf(api.database, job);
const oauth = { auth: { kind: 'oauth_client_credentials' as const, tokenUrl: `http://${writtenHost}/token`, clientId: 'us', scope: null }, secret: 's3cret-word' };

describe('an evil other system', () => {
  it('does not get a secret kept that it says back, in whatever form: not in what was answered, in what differs, or in the audit (row:D1)', async () => {
    const secret = 's3cret"word';
    const { wanted } = await through({ auth: { kind: 'basic', username: 'us' }, secret, replySchema: { type: 'object', additionalProperties: false, properties: {} } });
    const forms = [secret, encodeURIComponent(secret), Buffer.from(`us:${secret}`).toString('base64'), Buffer.from(secret).toString('hex'), JSON.stringify(secret).slice(1, -1)];
    receiver.plan(answers(200, Object.fromEntries(forms.map((form, at) => [`${form} ${at}`, form]))));
    const job = await wanted();
    expect(await worker.run(job)).toBe('parked');
    const entries = await api.database.look<{ text: string }>("select convert_from(canonical, 'UTF8') as text from app.audit_entries where action = 'effect.parked'");
    const kept = [JSON.stringify(await attempts(job)), JSON.stringify(await stateOf(job)), ...entries.map(({ text }) => text)].join();
    for (const form of forms) expect(kept).not.toContain(form);
  });

  it.each([
    ['many small faults', `[${Array.from({ length: 30_000 }, () => 'null').join()}]`, { type: 'array', items: { type: 'object' } }],
    ['a depth that nobody reads', `${'['.repeat(4_000)}${']'.repeat(4_000)}`, { type: 'object' }],
  ])('is read in no time, with %s (row:D3)', async (_, body, replySchema) => {
    receiver.plan({ status: 200, body });
    const { wanted } = await through({ replySchema, limits: { ...plainConnection.limits, replyBytesMax: 1_000_000 } });
    const job = await wanted();
    expect(await worker.run(job)).toBe('parked');
    expect((await attempts(job))[0]?.drift).toHaveLength(1);
  });

  it('does not make a schema throw that says nonsense: what cannot be compared waits for a person, and nothing is sent again (row:D3 row:C2)', async () => {
    const { wanted, connection } = await through({ replySchema: { type: 'object' } });
    await api.database.look("update app.connections set settings = jsonb_set(settings, '{replySchema}', '{\"properties\":{\"a\":{\"required\":{\"a\":1}}}}') where id = $1", [connection.id]);
    receiver.plan(answers(200, { a: {} }));
    const job = await wanted();
    expect([await worker.run(job), await worker.run(job)]).toEqual(['parked', 'nothing_to_do']);
    expect(receiver.calls).toHaveLength(1);
  });

  it('cannot say a client secret back into what is kept (row:D1)', async () => {
    const { wanted } = await through(oauth);
    receiver.plan(answers(400, { error: 's3cret-word' }));
    const job = await wanted();
    expect(await worker.run(job)).toBe('parked');
    expect((await stateOf(job))?.problem).not.toContain('s3cret');
  });
});

describe('a call whose path leads elsewhere', () => {
  it.each(['/%2e%2e/admin', '/.%2E/%2e%2e/admin', '/%2e%2e%2fadmin/../..'])('is not made: %s (row:D1)', async (path) => {
    const { wanted } = await through({ call: { path } });
    const job = await wanted().catch(() => null);
    if (job !== null) expect(await worker.run(job)).toBe('failed');
    expect(receiver.calls).toHaveLength(0);
  });
});

describe('what takes longer before a call than the call may', () => {
  it('is noticed: who has lost the effect meanwhile sends nothing (row:C2)', async () => {
    const { wanted } = await through({ ...oauth, idempotency: { header: 'Idempotency-Key', honoured: false } });
    let answer = (): void => undefined;
    receiver.plan(() => new Promise((resolve) => (answer = () => resolve(answers(200, { access_token: 'token-one', expires_in: 3600 })))));
    const job = await wanted();
    const slow = worker.run(job);
    while (receiver.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await passTime(api.database, job);
    const other = await (await openWorker()).run(job);
    answer();
    expect([other, await slow]).toEqual(['unknown', 'taken_over']);
    expect(receiver.calls.map(({ path }) => path)).toEqual(['/token']);
  });
});
