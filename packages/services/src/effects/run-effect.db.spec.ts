import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EffectJob } from './index.js';
import { previewReversal, reverseRequest } from '@countersign/contracts/requests';
import { createWebhookEndpoint } from '@countersign/contracts/webhooks';
import { addFlow, effectOf, founderOf, jobsOf, newCompany, openTestApi, openTestReceiver, openTestWorker, signedBy, type Company, type TestApi, type TestReceiver, type TestWorker, type TestWorkerOptions } from '@countersign/testing';
import { Webhook } from 'standardwebhooks';

let api: TestApi;
let receiver: TestReceiver;
let company: Company;
let worker: TestWorker;
const opened: TestWorker[] = [];
beforeAll(async () => {
  api = await openTestApi({ allowedWebhookHosts: ['127.0.0.1:9'] });
});
afterAll(() => api.close());
beforeEach(async () => {
  receiver = await openTestReceiver();
  company ??= await newCompany(api, 'Acme', { webhookUrl: 'http://127.0.0.1:9/hook' });
  // The receiver of this test stands at the address that the company's endpoint has.
  await api.database.look('update app.webhook_endpoints set url = $1', [receiver.url]);
  worker = await openWorker();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
  await receiver.close();
});

async function openWorker(delivery: TestWorkerOptions['delivery'] = {}): Promise<TestWorker> {
  const one = await openTestWorker(api.database, { allowedWebhookHosts: [receiver.host], delivery: { retryDelaysMs: [0, 0], ...delivery } });
  opened.push(one);
  return one;
}

/** An approved request: its effect is wanted. */
async function wanted(title = 'Small', amount = '34.33634285099345'): Promise<EffectJob & { requestId: string }> {
  const { id } = await company.submit({ title, amount: { amount, currency: 'EUR' } });
  await company.decide(company.budgetOwner, id, 'approve');
  const [job, ...more] = await jobsOf(api.database, id);
  if (!job || more.length > 0) throw new Error('one job is enqueued for one effect');
  return { ...job, requestId: id };
}

interface EffectRow {
  readonly state: string;
  readonly attempts: number;
  readonly delivery: string | null;
  readonly statuses: readonly (number | null)[] | null;
}
async function stateOf({ effectId }: EffectJob): Promise<EffectRow | undefined> {
  const rows = await api.database.look<EffectRow>(
    `select e.state, e.attempts, d.state as delivery, (select array_agg(a.status order by a.number) from app.delivery_attempts a where a.delivery_id = d.id) as statuses
       from app.effects e left join app.webhook_deliveries d on d.effect_id = e.id where e.id = $1`,
    [effectId],
  );
  return rows[0];
}
const entriesOf = async (requestId: string) => (await api.database.look<{ action: string }>("select action from app.audit_entries where subject_id = $1 and action like 'effect.%' order by id", [requestId])).map(({ action }) => action);
const setEffect = (job: EffectJob, set: string) => api.database.look(`update app.effects set ${set} where id = $1`, [job.effectId]);

describe('a delivery that is answered', () => {
  it('is signed per Standard Webhooks, and carries what was approved with every digit (row:D2 row:C1)', async () => {
    const job = await wanted();
    expect(await worker.run(job)).toBe('succeeded');
    expect(receiver.calls).toHaveLength(1);
    const [call] = receiver.calls;
    if (!call) throw new Error('nothing was received');
    const payload = new Webhook(company.endpointSecret).verify(call.body, call.headers) as { type: string; timestamp: string; data: { content: unknown; revision: number } };
    expect(payload).toMatchObject({ type: 'payment.requested', timestamp: expect.stringMatching(/Z$/), data: { requestId: job.requestId, revision: 1, content: { title: 'Small', amount: { amount: '34.33634285099345', currency: 'EUR' } } } });
    expect(call.headers['webhook-id']).toBe(`msg_${job.effectId}`);
    expect(() => new Webhook(company.endpointSecret).verify(call.body.replace('34.33', '99.33'), call.headers)).toThrow();
    expect(() => new Webhook(`whsec_${Buffer.alloc(32).toString('base64')}`).verify(call.body, call.headers)).toThrow();
    expect(await stateOf(job)).toEqual({ state: 'succeeded', attempts: 1, delivery: 'delivered', statuses: [204] });
    expect(await entriesOf(job.requestId)).toEqual(['effect.succeeded']);
  });

  it('is sent once although its job is delivered twice, one after the other or at once (row:C2)', async () => {
    const job = await wanted();
    const other = await openWorker();
    const results = await Promise.all([worker.run(job), other.run(job), worker.run(job)]);
    expect(results.filter((result) => result === 'succeeded')).toHaveLength(1);
    for (const result of results) expect(['succeeded', 'later', 'nothing_to_do']).toContain(result);
    expect(await worker.run(job)).toBe('nothing_to_do');
    expect(receiver.calls).toHaveLength(1);
    expect(await entriesOf(job.requestId)).toEqual(['effect.succeeded']);
  });
});

describe('a delivery that fails', () => {
  it('is tried again with the same webhook-id and body, and a signature of its own time, until it is taken (row:C3 row:C2)', async () => {
    receiver.plan({ status: 500 }, { status: 503, body: 'x'.repeat(200_000) });
    const job = await wanted();
    expect([await worker.run(job), await worker.run(job), await worker.run(job)]).toEqual(['will_retry', 'will_retry', 'succeeded']);
    expect(new Set(receiver.calls.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([`msg_${job.effectId}`]));
    expect(new Set(receiver.calls.map(({ body }) => body)).size).toBe(1);
    for (const { body, headers } of receiver.calls) expect(() => new Webhook(company.endpointSecret).verify(body, headers)).not.toThrow();
    expect(await stateOf(job)).toEqual({ state: 'succeeded', attempts: 3, delivery: 'delivered', statuses: [500, 503, 204] });
    expect(await entriesOf(job.requestId)).toEqual(['effect.attempt_failed', 'effect.attempt_failed', 'effect.succeeded']);
    expect(await jobsOf(api.database, job.requestId)).toHaveLength(3);
  });

  it('has failed for good after the last try, and is not sent again whatever comes (row:C3 row:C4)', async () => {
    receiver.plan({ status: 500 }, { status: 404 }, { status: 410 });
    const job = await wanted();
    expect([await worker.run(job), await worker.run(job), await worker.run(job), await worker.run(job)]).toEqual(['will_retry', 'will_retry', 'failed', 'nothing_to_do']);
    expect(receiver.calls).toHaveLength(3);
    expect(await stateOf(job)).toEqual({ state: 'failed', attempts: 3, delivery: 'failed', statuses: [500, 404, 410] });
    expect((await entriesOf(job.requestId)).at(-1)).toBe('effect.failed');
  });

  it('is not tried before its time, and the job comes back then (row:C3)', async () => {
    receiver.plan({ status: 500 });
    const patient = await openWorker({ retryDelaysMs: [60_000] });
    const job = await wanted();
    expect(await patient.run(job)).toBe('will_retry');
    expect(await patient.run(job)).toBe('later');
    expect(receiver.calls).toHaveLength(1);
    const waits = await api.database.look<{ waitSeconds: number }>(`select extract(epoch from start_after - now())::float as "waitSeconds" from pgboss.job where data->>'effectId' = $1 order by created_on offset 1`, [job.effectId]);
    expect(waits).toHaveLength(2);
    for (const { waitSeconds } of waits) {
      expect(waitSeconds).toBeGreaterThan(40);
      expect(waitSeconds).toBeLessThan(75);
    }
  });

  it('does not follow a redirect: what was signed for one address goes to no other (row:D2)', async () => {
    for (const status of [301, 302, 303, 307, 308]) receiver.plan({ status, headers: { location: `http://${receiver.host}/elsewhere` } });
    const stubborn = await openWorker({ retryDelaysMs: [0, 0, 0, 0] });
    const job = await wanted();
    for (let attempt = 0; attempt < 5; attempt += 1) await stubborn.run(job);
    expect(receiver.calls.map(({ path }) => path)).toEqual(Array(5).fill('/hook'));
    expect(await stateOf(job)).toMatchObject({ state: 'failed', statuses: [301, 302, 303, 307, 308] });
  });

  it('is given up after its time-out, and says so; a receiver that is not there too (row:C3)', async () => {
    let release: () => void = () => undefined;
    receiver.plan(() => new Promise((resolve) => (release = () => resolve({ status: 204 }))));
    const hasty = await openWorker({ attemptTimeoutMs: 150 });
    const job = await wanted();
    expect(await hasty.run(job)).toBe('will_retry');
    release();
    await receiver.close();
    expect(await hasty.run(job)).toBe('will_retry');
    const problems = await api.database.look<{ problem: string }>('select a.problem from app.delivery_attempts a join app.webhook_deliveries d on d.id = a.delivery_id where d.effect_id = $1 order by a.number', [job.effectId]);
    expect(problems.map(({ problem }) => problem)).toEqual(['no answer within 150 ms', expect.stringContaining('ECONNREFUSED')]);
  });

  it('is not sent at all to an address that is not public, also one that was allowed when it was written down (row:D2)', async () => {
    const job = await wanted();
    const strict = await openTestWorker(api.database);
    opened.push(strict);
    expect(await strict.run(job)).toBe('failed');
    expect(receiver.calls).toHaveLength(0);
    for (const url of ['http://localhost:1/hook', 'http://[::ffff:127.0.0.1]:1/hook', 'http://2130706433/hook']) {
      await api.database.look('update app.webhook_endpoints set url = $1', [url]);
      expect([url, await worker.run(await wanted())]).toEqual([url, 'failed']);
    }
    expect(receiver.calls).toHaveLength(0);
  });
});

describe('a delivery whose signing secret cannot be opened', () => {
  it('has failed for good, with a sentence and an entry, and nothing is sent (row:C4)', async () => {
    const job = await wanted();
    const [kept] = await api.database.look<{ secret: string }>("select encode(sealed_secret, 'hex') as secret from app.webhook_secrets where endpoint_id = $1", [company.endpointId]);
    await api.database.look("update app.webhook_secrets set sealed_secret = set_byte(sealed_secret, 30, 255 - get_byte(sealed_secret, 30)) where endpoint_id = $1", [company.endpointId]);
    try {
      expect(await worker.run(job)).toBe('failed');
      expect(await worker.run(job)).toBe('nothing_to_do');
    } finally {
      await api.database.look("update app.webhook_secrets set sealed_secret = decode($2, 'hex') where endpoint_id = $1", [company.endpointId, kept?.secret]);
    }
    expect(receiver.calls).toHaveLength(0);
    expect(await stateOf(job)).toEqual({ state: 'failed', attempts: 1, delivery: 'failed', statuses: [null] });
    expect(await entriesOf(job.requestId)).toEqual(['effect.failed']);
    const [effect] = await api.database.look<{ problem: string }>('select last_problem as problem from app.effects where id = $1', [job.effectId]);
    expect(effect?.problem).toMatch(/^The signing secret cannot be opened: /);
  });
});

describe('a worker that stops in the middle', () => {
  it('keeps others away until its lease ends; then one takes over with the same id, and the late end of the first changes nothing (row:C2)', async () => {
    let release: () => void = () => undefined;
    receiver.plan(() => new Promise((resolve) => (release = () => resolve({ status: 500 }))));
    const job = await wanted();
    const first = worker.run(job);
    while (receiver.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const second = await openWorker();
    expect(await second.run(job)).toBe('later');
    expect(receiver.calls).toHaveLength(1);
    await setEffect(job, "lease_until = now() - interval '1 millisecond'");
    expect(await second.run(job)).toBe('succeeded');
    release();
    expect(await first).toBe('taken_over');
    expect(new Set(receiver.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await stateOf(job)).toEqual({ state: 'succeeded', attempts: 2, delivery: 'delivered', statuses: [204] });
    expect(await entriesOf(job.requestId)).toEqual(['effect.succeeded']);
  });
});

describe('undoing several', () => {
  it('goes backwards, each once the one before is undone: the job of the next comes with the end of the one before (row:A6)', async () => {
    const steps = [signedBy(company, 'Budget owner'), effectOf(company, 'order', 'order.undone'), effectOf(company, 'pay', 'pay.undone')];
    const { id } = await (await addFlow(company, 'Ordered and paid', { formatVersion: 2, steps })).submit();
    await company.decide(company.budgetOwner, id, 'approve');
    const done: string[] = [];
    const runWhatIsNew = async () => {
      const fresh = (await jobsOf(api.database, id)).filter(({ effectId }) => !done.includes(effectId));
      for (const job of fresh) expect(await worker.run(job)).toBe('succeeded');
      done.push(...fresh.map(({ effectId }) => effectId));
      return fresh.length;
    };
    while ((await runWhatIsNew()) > 0);
    const { consequencesDigest } = await company.admin.call(previewReversal, { params: { requestId: id } });
    await company.admin.call(reverseRequest, { params: { requestId: id }, body: { reason: 'Ordered twice', outcome: 'reversed', consequencesDigest } });
    expect([await runWhatIsNew(), await runWhatIsNew(), await runWhatIsNew()]).toEqual([1, 1, 0]);
    expect(receiver.calls.map(({ body }) => (JSON.parse(body) as { type: string }).type).slice(-2)).toEqual(['pay.undone', 'order.undone']);
  });
});

describe('an effect whose request is no longer what was approved', () => {
  it('is parked for a person, and nothing is sent (row:A5 row:A4)', async () => {
    for (const change of [`jsonb_set(state, '{status}', '"rejected"')`, `jsonb_set(state, '{revisionDigest}', '"${'0'.repeat(64)}"')`]) {
      const job = await wanted();
      await api.database.look(`update app.runs set state = ${change} where request_id = $1`, [job.requestId]);
      expect(await worker.run(job)).toBe('parked');
      expect(await worker.run(job)).toBe('nothing_to_do');
      expect(await stateOf(job)).toMatchObject({ state: 'parked', delivery: 'failed' });
      expect(await entriesOf(job.requestId)).toEqual(['effect.parked']);
    }
    expect(receiver.calls).toHaveLength(0);
  });

  it('is parked too when what would be sent is not what was shown (row:A7)', async () => {
    const job = await wanted();
    await api.database.look(`update app.effects set payload = replace(payload, '"EUR"', '"USD"') where id = $1`, [job.effectId]);
    const calls = receiver.calls.length;
    expect(await worker.run(job)).toBe('parked');
    expect(receiver.calls).toHaveLength(calls);
  });
});

describe('a job of another company', () => {
  it("does nothing: neither another company's id with our effect, nor ours with another company's (row:F1)", async () => {
    const other = await founderOf(api, 'Borealis');
    await other.call(createWebhookEndpoint, { body: { name: 'Theirs', url: 'https://hooks.example.com/theirs' } });
    const tenants = await api.database.look<{ id: string }>("select tenant_id as id from app.tenants where name = 'Borealis'");
    const job = await wanted();
    expect(await worker.run({ tenantId: tenants[0]?.id ?? '', effectId: job.effectId })).toBe('nothing_to_do');
    expect(await worker.run({ tenantId: job.tenantId, effectId: crypto.randomUUID() })).toBe('nothing_to_do');
    await expect(worker.run({ tenantId: `${job.tenantId}'; --`, effectId: job.effectId })).rejects.toThrow('needs the id of its tenant');
    expect(receiver.calls).toHaveLength(0);
    expect(await stateOf(job)).toEqual({ state: 'wanted', attempts: 0, delivery: null, statuses: null });
  });
});
