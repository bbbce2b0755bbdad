import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { listAuditEntries, startAuditStream, stopAuditStream } from '@countersign/contracts/audit';
import { eventAt, eventTypes } from '@countersign/contracts/operations';
import { showWebhook } from '@countersign/contracts/screens';
import { pauseWebhookEndpoint, resumeWebhookEndpoint, rotateWebhookSecret } from '@countersign/contracts/webhooks';
import { canonicalJson } from '@countersign/services/platform';
import type { AuditStreamJob } from '@countersign/services/audit';
import { newCompany, openSequencer, openTestApi, openTestReceiver, openTestWorker, type Company, type TestApi, type TestReceiver, type TestSequencer, type TestWorker } from '@countersign/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';

let api: TestApi;
let receiver: TestReceiver;
let worker: TestWorker;
let sequencer: TestSequencer;
let company: Company;
let secret: string;
let tenantId: string;
let foreignTenantId: string;
beforeAll(async () => {
  api = await openTestApi();
  receiver = await openTestReceiver();
  company = await newCompany(api, 'Acme');
  const foreign = await newCompany(api, 'Brightwater');
  await api.database.look('update app.webhook_endpoints set url = $1', [receiver.url]);
  ({ secret } = await company.admin.call(rotateWebhookSecret, { params: { endpointId: company.endpointId }, body: { keepOldHours: 0 } }));
  [tenantId, foreignTenantId] = [await tenantOf(company), await tenantOf(foreign)];
  worker = await openTestWorker(api.database, { allowedWebhookHosts: [receiver.host], delivery: { retryDelaysMs: [0, 0], disableAfterMs: 3 * 86_400_000, disableAfterAttempts: 3 } });
  sequencer = await openSequencer(api.database);
}, 120_000);
afterAll(async () => {
  await sequencer.close();
  await worker.close();
  await receiver.close();
  await api.close();
});
beforeEach(async () => {
  await api.database.look("update app.audit_streams set state = 'stopped', ended_at = now() where state = 'running'");
  await api.database.look("update app.webhook_endpoints set state = 'active', failing_since = null, failed_attempts = 0");
});

const tenantOf = async ({ endpointId }: Company) => (await api.database.look<{ id: string }>('select tenant_id as id from app.webhook_endpoints where id = $1', [endpointId]))[0]?.id ?? '';

interface Told {
  readonly type: string;
  readonly data: { readonly streamId: string; readonly fromIndex: number; readonly entries: readonly { readonly index: number; readonly leaf: string; readonly entry: Readonly<Record<string, unknown>> | null }[]; readonly checkpoint: string | null };
}

async function begin(from: 'now' | 'first' | 'last_stream' = 'first'): Promise<AuditStreamJob> {
  const { id } = await company.admin.call(startAuditStream, { body: { endpointId: company.endpointId, from } });
  await sequencer.catchUp();
  return { tenantId, streamId: id };
}
const streamNow = async () => (await company.admin.call(showWebhook, { query: { endpointId: company.endpointId } })).data.auditStream;
const arrivedFrom = (call: number) => receiver.calls.slice(call);
const told = (body: string) => JSON.parse(body) as Told;
const jobsOf = async ({ streamId }: AuditStreamJob) => (await api.database.look("select 1 from pgboss.job where name = 'audit-streams' and data->>'streamId' = $1", [streamId])).length;
const sizeOfLog = async (tenantId: string) => (await api.database.look<{ size: number }>('select size::float8 as size from app.audit_logs where tenant_id = $1', [tenantId]))[0]?.size;

describe('the audit, sent on', () => {
  it('arrives whole, in its order and without a gap, each entry with the leaf that it has in the log, signed (row:D5 row:E2)', async () => {
    for (let n = 1; n <= 120; n += 1) await api.database.look("insert into app.audit_entries (tenant_id, id, canonical) values ($1, $2::uuid, convert_to($3, 'UTF8'))", [tenantId, ...madeEntry(tenantId, n)]);
    const [before, job] = [receiver.calls.length, await begin()];
    expect(await worker.sendAudit(job)).toBe('caught_up');
    const calls = arrivedFrom(before);
    const entries = calls.flatMap(({ body }) => told(body).data.entries);
    expect(entries.map(({ index }) => index)).toEqual(Array.from({ length: (await sizeOfLog(tenantId)) ?? 0 }, (_, index) => index));
    expect(calls.length).toBeGreaterThan(1);
    for (const { body, headers } of calls) {
      new Webhook(secret).verify(body, headers);
      const { data } = told(body);
      expect(headers['webhook-id']).toBe(`msg_${job.streamId}_${data.fromIndex}`);
      expect(data.entries[0]?.index).toBe(data.fromIndex);
      expect(data.checkpoint).toMatch(new RegExp(`^countersign/audit/${tenantId}\n`));
    }
    for (const { leaf, entry } of entries) expect(createHash('sha256').update('\u0000').update(canonicalJson(entry)).digest('hex')).toBe(leaf);
    expect(new Set(entries.map(({ entry }) => entry?.['tenant']))).toEqual(new Set([tenantId]));
    expect(await streamNow()).toMatchObject({ state: 'running', nextIndex: entries.length, size: entries.length, failedAttempts: 0, problem: null });
  });

  it('is as the event type says that it is (row:D2 row:D5)', async () => {
    const type = eventTypes.find(({ name }) => name === 'auditRecorded');
    const [call] = receiver.calls;
    if (!type || !call) throw new Error('something was sent');
    const body = JSON.parse(call.body) as Record<string, unknown>;
    expect(type.schema.safeParse(body)).toMatchObject({ success: true });
    expect(eventAt(type, '2026-11-21', body)).toEqual(body);
  });

  it('begins with what comes, where that is asked for; what it sends leaves no entry, so that it comes to an end (row:D5)', async () => {
    await sequencer.catchUp();
    const size = (await sizeOfLog(tenantId)) ?? 0;
    const [before, job] = [receiver.calls.length, await begin('now')];
    expect(await worker.sendAudit(job)).toBe('caught_up');
    await sequencer.catchUp();
    expect(await worker.sendAudit(job)).toBe('caught_up');
    const entries = arrivedFrom(before).flatMap(({ body }) => told(body).data.entries);
    expect(entries.map(({ index, entry }) => [index, entry?.['action']])).toEqual([[size, 'audit_stream.started']]);
  });

  it('says of an entry that somebody removed from the database that it is gone, and goes on (row:E2 row:D5)', async () => {
    const [id, canonical] = madeEntry(tenantId, 0);
    await api.database.look("insert into app.audit_entries (tenant_id, id, canonical) values ($1, $2::uuid, convert_to($3, 'UTF8'))", [tenantId, id, canonical]);
    await sequencer.catchUp();
    await api.database.look('delete from app.audit_entries where id = $1', [id]);
    const before = receiver.calls.length;
    const job = await begin();
    expect(await worker.sendAudit(job)).toBe('caught_up');
    const gone = arrivedFrom(before).flatMap(({ body }) => told(body).data.entries).filter(({ entry }) => entry === null);
    expect(gone).toEqual([{ index: expect.any(Number), leaf: createHash('sha256').update('\u0000').update(canonical).digest('hex'), entry: null }]);
  });
});

describe('entries that do not arrive', () => {
  it('are sent again, the same bytes under the same id, before any that come after them (row:D5 row:C2)', async () => {
    const job = await begin('now');
    receiver.plan({ status: 500 }, { status: 503 });
    const before = receiver.calls.length;
    expect(await worker.sendAudit(job)).toBe('will_retry');
    expect(await streamNow()).toMatchObject({ failedAttempts: 1, problem: 'the receiver answered 500' });
    // What comes meanwhile waits.
    await company.submit({ title: 'Small', amount: { amount: '10.00', currency: 'EUR' } });
    await sequencer.catchUp();
    await api.database.look('update app.audit_streams set next_attempt_at = now() where next_attempt_at is not null');
    expect(await worker.sendAudit(job)).toBe('will_retry');
    await api.database.look('update app.audit_streams set next_attempt_at = now() where next_attempt_at is not null');
    expect(await worker.sendAudit(job)).toBe('caught_up');
    const [first, second, third, ...later] = arrivedFrom(before);
    expect([second, third].map((call) => [call?.body, call?.headers['webhook-id']])).toEqual([[first?.body, first?.headers['webhook-id']], [first?.body, first?.headers['webhook-id']]]);
    expect(later.flatMap(({ body }) => told(body).data.entries).length).toBeGreaterThan(0);
    expect(await streamNow()).toMatchObject({ failedAttempts: 0, problem: null });
  });

  it('are tried when their time has come, not before, and by one worker at a time (row:D5 row:C3)', async () => {
    const job = await begin('now');
    await api.database.look("update app.audit_streams set held_until = now() + interval '10 seconds' where id = $1", [job.streamId]);
    const [before, jobs] = [receiver.calls.length, await jobsOf(job)];
    expect(await worker.sendAudit(job)).toBe('later');
    expect([receiver.calls.length, await jobsOf(job)]).toEqual([before, jobs + 1]);
  });

  it('count once where two workers send them (row:D5 row:C2)', async () => {
    const job = await begin('now');
    receiver.plan({ does: 'answers late', ms: 300 });
    const first = worker.sendAudit(job);
    while ((await api.database.look('update app.audit_streams set held_until = now() where id = $1 and held_until is not null returning id', [job.streamId])).length === 0) await pause(10);
    const results = await Promise.all([first, worker.sendAudit(job)]);
    expect(results.toSorted()).toEqual(['caught_up', 'taken_over']);
    expect(await streamNow()).toMatchObject({ nextIndex: await sizeOfLog(tenantId) });
  });

  it('disable the endpoint after the time, which is in the audit; resumed, it goes on where it was (row:D2 row:D5 row:E1)', async () => {
    const job = await begin('now');
    receiver.plan({ status: 500 }, { status: 500 }, { status: 500 });
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      expect(await worker.sendAudit(job)).toBe('will_retry');
      await api.database.look("update app.audit_streams set next_attempt_at = now() where next_attempt_at is not null; update app.webhook_endpoints set failing_since = now() - interval '73 hours' where failed_attempts > 0");
    }
    expect((await company.admin.call(listAuditEntries, { query: { subjectId: company.endpointId, action: 'webhook_endpoint.disabled' } })).items).toHaveLength(1);
    expect(await worker.sendAudit(job)).toBe('held');
    const jobs = await jobsOf(job);
    await company.admin.call(resumeWebhookEndpoint, { params: { endpointId: company.endpointId } });
    expect(await jobsOf(job)).toBe(jobs + 1);
    expect(await worker.sendAudit(job)).toBe('caught_up');
  });
});

describe('a stream', () => {
  it('that has come to the end is woken by what is taken into the log, once (row:D5)', async () => {
    const job = await begin('now');
    expect(await worker.sendAudit(job)).toBe('caught_up');
    const jobs = await jobsOf(job);
    await company.submit({ title: 'Small', amount: { amount: '10.00', currency: 'EUR' } });
    await sequencer.catchUp();
    await company.submit({ title: 'Small', amount: { amount: '10.00', currency: 'EUR' } });
    await sequencer.catchUp();
    expect(await jobsOf(job)).toBe(jobs + 1);
    const before = receiver.calls.length;
    expect(await worker.sendAudit(job)).toBe('caught_up');
    expect(arrivedFrom(before).flatMap(({ body }) => told(body).data.entries).filter(({ entry }) => entry?.['action'] === 'request.submitted')).toHaveLength(2);
  });

  it('that was stopped, or whose endpoint is paused, sends nothing (row:D5)', async () => {
    const job = await begin('first');
    const before = receiver.calls.length;
    await company.admin.call(pauseWebhookEndpoint, { params: { endpointId: company.endpointId } });
    expect(await worker.sendAudit(job)).toBe('held');
    await company.admin.call(resumeWebhookEndpoint, { params: { endpointId: company.endpointId } });
    await company.admin.call(stopAuditStream, { params: { streamId: job.streamId } });
    expect([await worker.sendAudit(job), receiver.calls.length]).toEqual(['over', before]);
  });

  it('of one company is none of another, whatever its job says (row:F1)', async () => {
    const job = await begin('first');
    const before = receiver.calls.length;
    expect(await worker.sendAudit({ ...job, tenantId: foreignTenantId })).toBe('over');
    expect(receiver.calls).toHaveLength(before);
  });
});

/** An entry that no operation makes. */
function madeEntry(tenant: string, n: number): [string, string] {
  const id = `019ab0c0-0000-7000-8000-${String(n).padStart(12, '0')}`;
  return [id, canonicalJson({ v: '1', id, tenant, at: '2026-12-01T09:00:00.000Z', actor: { kind: 'job', name: 'spec' }, channel: 'job', traceId: null, cause: null, action: 'spec.acted', subject: { kind: 'tenant', id: tenant, label: 'x'.repeat(9000) }, reason: null, before: null, after: null })];
}
