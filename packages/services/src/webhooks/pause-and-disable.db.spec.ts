import { showNotifications, showWebhook } from '@countersign/contracts/screens';
import { listAuditEntries } from '@countersign/contracts/audit';
import { createWebhookEndpoint, listWebhookEndpoints, pauseWebhookEndpoint, resumeWebhookEndpoint } from '@countersign/contracts/webhooks';
import type { EffectJob } from '@countersign/services/effects';
import { jobsOf, newCompany, openTestApi, openTestReceiver, openTestWorker, type Company, type TestApi, type TestReceiver, type TestWorker } from '@countersign/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

let api: TestApi;
let receiver: TestReceiver;
let worker: TestWorker;
let company: Company;
let params: { endpointId: string };
beforeAll(async () => {
  api = await openTestApi();
  receiver = await openTestReceiver();
  company = await newCompany(api, 'Acme');
  await api.database.look('update app.webhook_endpoints set url = $1', [receiver.url]);
  worker = await openTestWorker(api.database, { allowedWebhookHosts: [receiver.host], delivery: { retryDelaysMs: [0, 0, 0, 0, 0, 0], disableAfterMs: 3 * 86_400_000, disableAfterAttempts: 3 } });
  params = { endpointId: company.endpointId };
}, 120_000);
afterAll(async () => {
  await worker.close();
  await receiver.close();
  await api.close();
});
beforeEach(() => api.database.look("update app.webhook_endpoints set state = 'active', failing_since = null, failed_attempts = 0"));

/** An approved request: its effect is wanted. */
async function wanted(): Promise<EffectJob & { requestId: string }> {
  const { id } = await company.submit({ title: 'Small', amount: { amount: '10.00', currency: 'EUR' } });
  await company.decide(company.budgetOwner, id, 'approve');
  const [job] = await jobsOf(api.database, id);
  if (!job) throw new Error('an effect has a job');
  return { ...job, requestId: id };
}

const effectOf = async ({ effectId }: EffectJob) => (await api.database.look<{ state: string; attempts: number; problem: string | null }>('select state, attempts, last_problem as problem from app.effects where id = $1', [effectId]))[0];
const deliveryOf = async ({ effectId }: EffectJob) => (await company.auditor.call(showWebhook, { query: params })).data.deliveries?.items.find((each) => each.effectId === effectId);
const jobsFor = async ({ effectId }: EffectJob) => (await api.database.look("select 1 from pgboss.job where name = 'effects' and data->>'effectId' = $1", [effectId])).length;
const stateOf = async (by = company.admin) => (await by.call(listWebhookEndpoints, { query: {} })).items[0]?.state;
const failedLongAgo = () => api.database.look("update app.webhook_endpoints set failing_since = now() - interval '73 hours' where failed_attempts > 0");

describe('an endpoint that is paused', () => {
  it('is sent nothing: effects wait, are seen to wait, and go when it is resumed, the first wanted first (row:D2 row:C1)', async () => {
    await company.admin.call(pauseWebhookEndpoint, { params });
    const [first, second] = [await wanted(), await wanted()];
    const calls = receiver.calls.length;
    expect([await worker.run(first), await worker.run(second), await worker.run(first)]).toEqual(['held', 'held', 'held']);
    expect(receiver.calls).toHaveLength(calls);
    expect(await effectOf(first)).toEqual({ state: 'wanted', attempts: 0, problem: 'paused: endpoint paused' });
    expect(await deliveryOf(first)).toMatchObject({ state: 'pending', heldBy: 'paused', attempts: [] });
    expect(await jobsFor(first)).toBe(1);
    expect((await company.auditor.call(listAuditEntries, { query: { subjectId: first.requestId, action: 'effect.held' } })).items).toHaveLength(1);

    expect(await worker.releaseEffects({ tenantId: first.tenantId, ...params })).toBe(0);
    await company.admin.call(resumeWebhookEndpoint, { params });
    expect(await worker.releaseEffects({ tenantId: first.tenantId, ...params })).toBe(2);
    expect([await jobsFor(first), await jobsFor(second)]).toEqual([2, 2]);
    const order = await api.database.look<{ id: string }>("select data->>'effectId' as id from pgboss.job where name = 'effects' and data->>'effectId' = any ($1) order by created_on desc, id desc limit 2", [[first.effectId, second.effectId]]);
    expect(new Set(order.map(({ id }) => id))).toEqual(new Set([first.effectId, second.effectId]));
    expect([await worker.run(first), await worker.run(second), await worker.run(first)]).toEqual(['succeeded', 'succeeded', 'nothing_to_do']);
    expect(await deliveryOf(first)).toMatchObject({ state: 'delivered', heldBy: null });
  });

  it('keeps what was tried before for its next attempt, and nothing of another endpoint waits (row:D2)', async () => {
    receiver.plan({ status: 500 });
    const job = await wanted();
    expect(await worker.run(job)).toBe('will_retry');
    await company.admin.call(pauseWebhookEndpoint, { params });
    expect(await worker.run(job)).toBe('held');
    await company.admin.call(resumeWebhookEndpoint, { params });
    expect(await worker.run(job)).toBe('succeeded');
    expect(await effectOf(job)).toMatchObject({ state: 'succeeded', attempts: 2 });
  });
});

describe('an endpoint at which every attempt fails', () => {
  it('is disabled by the attempt that fails after the time, told to those who may define endpoints, and entered in the audit; what is wanted waits until it is enabled (row:D2 row:E1)', async () => {
    await company.addRole('Integrations', ['webhook_endpoint.define', 'webhook_endpoint.read']);
    const integrator = await company.join('Integrator', ['Integrations']);
    receiver.plan({ status: 500 }, { status: 500 }, { status: 500 });
    const [job, later] = [await wanted(), await wanted()];
    expect([await worker.run(job), await worker.run(job)]).toEqual(['will_retry', 'will_retry']);
    expect((await company.auditor.call(showWebhook, { query: params })).data.failing).toMatchObject({ attempts: 2 });
    await failedLongAgo();
    expect(await worker.run(job)).toBe('will_retry');
    expect(await stateOf()).toBe('disabled');
    expect([await worker.run(job), await worker.run(later)]).toEqual(['held', 'held']);
    expect(await effectOf(later)).toMatchObject({ state: 'wanted', problem: 'paused: endpoint disabled' });

    const { items } = await company.auditor.call(listAuditEntries, { query: { subjectId: params.endpointId } });
    const entries = items.filter(({ action }) => action === 'webhook_endpoint.disabled');
    expect(entries).toEqual([expect.objectContaining({ reason: expect.stringMatching(/^Nothing arrived since .* UTC: 3 attempts in a row failed\. The last: the receiver answered 500\.$/) })]);
    const told = async (by: typeof integrator) => (await by.call(showNotifications, { query: {} })).data.rows.filter(({ kind }) => kind === 'endpoint_disabled');
    expect(await told(company.admin)).toEqual([expect.objectContaining({ did: expect.stringMatching(/^disabled the webhook endpoint Accounting: nothing had arrived there for too long\. The last to fail was for request \d+$/), webhookEndpoint: { id: params.endpointId, name: 'Accounting' }, by: null, request: expect.objectContaining({ title: 'Small' }) })]);
    // Who may not see the request is told for the endpoint's sake, and nothing of the request but its number.
    expect(await told(integrator)).toEqual([expect.objectContaining({ request: expect.objectContaining({ title: '' }) })]);
    expect((await integrator.call(showNotifications, { query: {} })).nav.notifications).toBe(1);
    expect([await told(company.requester), await told(company.auditor)]).toEqual([[], []]);

    await company.admin.call(resumeWebhookEndpoint, { params });
    expect(await worker.releaseEffects({ tenantId: job.tenantId, ...params })).toBe(2);
    expect([await worker.run(job), await worker.run(later)]).toEqual(['succeeded', 'succeeded']);
  });

  it('stays active before the time, with fewer attempts, and once something has arrived in between (row:D2)', async () => {
    receiver.plan({ status: 500 }, { status: 500 }, { status: 500 });
    const soon = await wanted();
    for (let attempt = 0; attempt < 3; attempt += 1) expect(await worker.run(soon)).toBe('will_retry');
    expect(await stateOf()).toBe('active');
    expect(await worker.run(soon)).toBe('succeeded');
    receiver.plan({ status: 500 }, { status: 500 });
    const few = await wanted();
    expect(await worker.run(few)).toBe('will_retry');
    await failedLongAgo();
    expect(await worker.run(few)).toBe('will_retry');
    expect(await stateOf()).toBe('active');
    expect(await worker.run(few)).toBe('succeeded');
    expect((await company.auditor.call(showWebhook, { query: params })).data.failing).toBeNull();
  });

  it('is disabled by one of several that fail at once, and once (row:D2)', async () => {
    const others = await Promise.all([1, 2, 3, 4].map(() => openTestWorker(api.database, { allowedWebhookHosts: [receiver.host], delivery: { retryDelaysMs: [0], disableAfterMs: 1, disableAfterAttempts: 2 } })));
    const jobs = [await wanted(), await wanted(), await wanted(), await wanted()];
    receiver.plan(...jobs.map(() => ({ status: 503 })));
    const before = (await company.auditor.call(listAuditEntries, { query: { subjectId: params.endpointId } })).items.filter(({ action }) => action === 'webhook_endpoint.disabled').length;
    await api.database.look("update app.webhook_endpoints set failing_since = now() - interval '1 hour', failed_attempts = 1 where id = $1", [params.endpointId]);
    await Promise.all(others.map((one, index) => one.run(jobs[index] as EffectJob)));
    await Promise.all(others.map((one) => one.close()));
    expect((await company.auditor.call(listAuditEntries, { query: { subjectId: params.endpointId } })).items.filter(({ action }) => action === 'webhook_endpoint.disabled')).toHaveLength(before + 1);
    expect(await stateOf()).toBe('disabled');
  });

  it("leaves another company's endpoint of the same address alone, and a job of another company releases nothing here (row:F1)", async () => {
    const other = await newCompany(api, 'Borealis', { webhookUrl: 'https://hooks.example.com/other' });
    await other.admin.call(createWebhookEndpoint, { body: { name: 'Second', url: 'https://hooks.example.com/second' } });
    await company.admin.call(pauseWebhookEndpoint, { params });
    const job = await wanted();
    expect(await worker.run(job)).toBe('held');
    await company.admin.call(resumeWebhookEndpoint, { params });
    const [theirs] = await api.database.look<{ id: string }>("select tenant_id as id from app.tenants where name = 'Borealis'");
    expect(await worker.releaseEffects({ tenantId: theirs?.id ?? '', ...params })).toBe(0);
    expect(await jobsFor(job)).toBe(1);
    expect(await stateOf(other.admin)).toBe('active');
  });
});
