import { listAuditEntries } from '@countersign/contracts/audit';
import { showWebhook } from '@countersign/contracts/screens';
import { pauseWebhookEndpoint, previewWebhookReplay, resendWebhookDelivery, resumeWebhookEndpoint, startWebhookReplay, stopWebhookReplay } from '@countersign/contracts/webhooks';
import { jobsOf, newCompany, openTestApi, openTestReceiver, openTestWorker, type Company, type TestApi, type TestReceiver, type TestWorker } from '@countersign/testing';
import type { EffectJob } from '@countersign/services/effects';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

let api: TestApi;
let receiver: TestReceiver;
let worker: TestWorker;
let company: Company;
let params: { endpointId: string };
let tenantId = '';
beforeAll(async () => {
  api = await openTestApi();
  receiver = await openTestReceiver();
  company = await newCompany(api, 'Acme');
  await api.database.look('update app.webhook_endpoints set url = $1', [receiver.url]);
  worker = await openTestWorker(api.database, { allowedWebhookHosts: [receiver.host], delivery: { retryDelaysMs: [] } });
  params = { endpointId: company.endpointId };
}, 120_000);
afterAll(async () => {
  await worker.close();
  await receiver.close();
  await api.close();
});
// What another test left behind is not sent again by the next.
beforeEach(() => api.database.look("update app.webhook_deliveries set created_at = created_at - interval '10 days'"));

/** A webhook that was sent, and answered like this. */
async function sent(status: number): Promise<EffectJob & { requestId: string }> {
  const { id } = await company.submit({ title: 'Small', amount: { amount: '10.00', currency: 'EUR' } });
  await company.decide(company.budgetOwner, id, 'approve');
  const [job] = await jobsOf(api.database, id);
  if (!job) throw new Error('an effect has a job');
  receiver.plan({ status });
  expect(await worker.run(job)).toBe(status < 300 ? 'succeeded' : 'failed');
  ({ tenantId } = job);
  return { ...job, requestId: id };
}

const since = () => new Date(Date.now() - 86_400_000).toISOString();
async function start(only: 'all' | 'failed'): Promise<string> {
  const plan = await company.admin.call(previewWebhookReplay, { params, query: { only, since: since() } });
  return (await company.admin.call(startWebhookReplay, { params, body: { since: plan.since, until: plan.until, only, planDigest: plan.planDigest } })).id;
}
const run = (replayId: string) => worker.runReplay({ tenantId, replayId });
const screen = async () => (await company.admin.call(showWebhook, { query: params })).data;
const deliveryOf = async ({ effectId }: EffectJob) => (await screen()).deliveries?.items.find((each) => each.effectId === effectId);
const stateOf = async ({ effectId }: EffectJob) => (await api.database.look<{ state: string }>('select state from app.effects where id = $1', [effectId]))[0]?.state;
const idsSince = (count: number) => receiver.calls.slice(count).map(({ headers }) => headers['webhook-id']);
const resend = async (job: EffectJob) => company.admin.call(resendWebhookDelivery, { params: { deliveryId: (await deliveryOf(job))?.id ?? '' } });

describe('a delivery that is sent again', () => {
  it('has the same webhook-id and body when it had arrived, is listed as a further attempt, and stays delivered even where that fails (row:D2)', async () => {
    const job = await sent(204);
    const first = receiver.calls.at(-1);
    expect(await run((await resend(job)).replayId)).toBe('done');
    const again = receiver.calls.at(-1);
    expect([again?.headers['webhook-id'], again?.body]).toEqual([first?.headers['webhook-id'], first?.body]);
    receiver.plan({ status: 500 });
    expect(await run((await resend(job)).replayId)).toBe('done');
    expect(await deliveryOf(job)).toMatchObject({ state: 'delivered', attempts: [{ number: 1, status: 204 }, { number: 2, status: 204 }, { number: 3, status: 500 }] });
    expect(await stateOf(job)).toBe('succeeded');
    const { items } = await company.auditor.call(listAuditEntries, { query: { subjectId: job.requestId } });
    expect(items.filter(({ action }) => action === 'webhook_delivery.resent')).toHaveLength(2);
  });

  it('makes the effect of one that had failed succeed (row:D2 row:C4)', async () => {
    const job = await sent(500);
    expect([await stateOf(job), (await resend(job)).hasArrived]).toEqual(['failed', false]);
    const { replayId } = await resend(job);
    expect(await run(replayId)).toBe('done');
    expect([await stateOf(job), (await deliveryOf(job))?.state]).toEqual(['succeeded', 'delivered']);
    expect((await deliveryOf(job))?.attempts.map(({ status }) => status)).toEqual([500, 204]);
  });

  it('is not sent where its request is no longer approved: a person has to look (row:A5)', async () => {
    const job = await sent(500);
    const { replayId } = await resend(job);
    await api.database.look(`update app.runs set state = jsonb_set(state, '{status}', '"rejected"') where request_id = $1`, [job.requestId]);
    const calls = receiver.calls.length;
    expect(await run(replayId)).toBe('done');
    expect([receiver.calls.length, await stateOf(job)]).toEqual([calls, 'parked']);
  });
});

describe('a replay', () => {
  it('sends everything since an instant, the first wanted first, counts what became of it, and names in the audit who had it sent (row:D2 row:E1)', async () => {
    const jobs = [await sent(204), await sent(500), await sent(204)];
    const calls = receiver.calls.length;
    receiver.plan({ status: 204 }, { status: 204 }, { status: 503 });
    const replayId = await start('all');
    expect(await run(replayId)).toBe('done');
    expect(idsSince(calls)).toEqual(jobs.map(({ effectId }) => `msg_${effectId}`));
    expect((await screen()).replay).toMatchObject({ id: replayId, state: 'done', progress: { waiting: 0, arrived: 2, failed: 1, retrying: 0, skipped: 0 } });
    const entries = (await company.auditor.call(listAuditEntries, { query: { subjectId: params.endpointId } })).items;
    expect(entries.slice(0, 2)).toEqual([expect.objectContaining({ action: 'webhook_endpoint.replay_finished' }), expect.objectContaining({ action: 'webhook_endpoint.replay_started', actor: expect.objectContaining({ kind: 'member', name: 'Admin of Acme' }) })]);
    expect(await run(replayId)).toBe('nothing_to_do');
    expect(receiver.calls).toHaveLength(calls + 3);
  });

  it('of the failed leaves alone what had arrived (row:D2)', async () => {
    const [, failed] = [await sent(204), await sent(500)];
    const calls = receiver.calls.length;
    expect(await run(await start('failed'))).toBe('done');
    expect(idsSince(calls)).toEqual([`msg_${failed?.effectId ?? ''}`]);
  });

  it('that is stopped sends nothing more, and one whose endpoint is paused stops by itself (row:D2)', async () => {
    await sent(204);
    const calls = receiver.calls.length;
    const stopped = await start('all');
    await company.admin.call(stopWebhookReplay, { params: { replayId: stopped } });
    expect(await run(stopped)).toBe('nothing_to_do');
    const paused = await start('all');
    await company.admin.call(pauseWebhookEndpoint, { params });
    expect(await run(paused)).toBe('stopped');
    await company.admin.call(resumeWebhookEndpoint, { params });
    expect([receiver.calls.length, (await screen()).replay?.state]).toEqual([calls, 'stopped']);
  });

  it('goes on where a worker died after it had sent, with the same id (row:C2)', async () => {
    const [one, two] = [await sent(204), await sent(204)];
    const replayId = await start('all');
    const calls = receiver.calls.length;
    await api.database.look("update app.replayed_deliveries set outcome = 'arrived', outcome_at = now() where replay_id = $1 and position = 1", [replayId]);
    expect(await run(replayId)).toBe('done');
    expect(idsSince(calls)).toEqual([`msg_${two?.effectId ?? ''}`]);
    expect((await deliveryOf(one as EffectJob))?.attempts).toHaveLength(1);
  });

  it("is none of another company's (row:F1)", async () => {
    await sent(204);
    const replayId = await start('all');
    await newCompany(api, 'Borealis');
    const [theirs] = await api.database.look<{ id: string }>("select tenant_id as id from app.tenants where name = 'Borealis'");
    const calls = receiver.calls.length;
    expect(await worker.runReplay({ tenantId: theirs?.id ?? '', replayId })).toBe('nothing_to_do');
    expect(receiver.calls).toHaveLength(calls);
    await company.admin.call(stopWebhookReplay, { params: { replayId } });
  });
});
