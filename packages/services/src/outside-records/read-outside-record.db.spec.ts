import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { getEffect, repairEffect } from '@countersign/contracts/effects';
import { reviseRequest } from '@countersign/contracts/requests';
import { decideRequest, previewDecision, rereadRecord } from '@countersign/contracts/tasks';
import type { ConnectionSettings } from '@countersign/contracts/connections';
import { addFlow, callStep, connect, jobsOf, lookAt, newCompany, openTestApi, openTestReceiver, openTestWorker, recordJobsOf, signedWithRecord, taskOf, type Company, type RequestFlow, type TestApi, type TestReceiver, type TestWorker } from '@countersign/testing';

const host = '127.0.0.1:9';
let api: TestApi;
let company: Company;
let receiver: TestReceiver;
let worker: TestWorker;
beforeAll(async () => {
  api = await openTestApi({ allowedWebhookHosts: [host] });
  company = await newCompany(api, 'Acme');
});
afterAll(() => api.close());
beforeEach(async () => {
  receiver = await openTestReceiver();
  worker = await openTestWorker(api.database, { allowedWebhookHosts: [receiver.host], delivery: { retryDelaysMs: [0, 0, 0, 0] } });
});
afterEach(async () => {
  await worker.close();
  await receiver.close();
});

/** Requests that are signed by a vendor's record, and paid by a call. */
async function vendorFlow(fields: readonly string[] = ['/iban', '/limit'], settings: Partial<ConnectionSettings> & { readonly secret?: string } = {}): Promise<RequestFlow> {
  const connection = await connect(company, `http://${host}`, settings);
  await api.database.look(`update app.connections set base_url = $1, settings = case when settings #> '{auth,tokenUrl}' is null then settings else jsonb_set(settings, '{auth,tokenUrl}', to_jsonb($1::text || '/token')) end where id = $2`, [`http://${receiver.host}`, connection.id]);
  return addFlow(company, connection.name, { formatVersion: 2, steps: [signedWithRecord(company, 'Budget owner', connection.id, fields), callStep(connection.id)] });
}

const says = (record: unknown, status = 200) => ({ status, headers: { 'content-type': 'application/json' }, body: typeof record === 'string' ? record : JSON.stringify(record) });
const readLast = async (requestId: string) => {
  const job = (await recordJobsOf(api.database, requestId)).at(-1);
  return job ? worker.readRecord(job) : 'no job';
};

async function submitted(flow: RequestFlow) {
  const { id: requestId, number } = await flow.submit();
  return { requestId, number, taskId: await taskOf(company.budgetOwner, requestId) };
}

/** Approved by somebody who was shown this record. */
async function approvedWith(flow: RequestFlow, record: unknown) {
  const { requestId } = await submitted(flow);
  receiver.plan(says(record));
  expect(await readLast(requestId)).toBe('read');
  await company.decide(company.budgetOwner, requestId, 'approve');
  const [job] = await jobsOf(api.database, requestId);
  if (!job) throw new Error('an effect is wanted');
  return { requestId, job };
}
const vendor = { iban: 'DE00 1', limit: 100, phone: '1' };

describe('what a step is signed by in another system', () => {
  it('is read by the worker once the step is reached, and shown before anybody signs (row:A5)', async () => {
    const { requestId, number, taskId } = await submitted(await vendorFlow());
    const preview = () => company.budgetOwner.call(previewDecision, { params: { taskId }, query: { verdict: 'approve' } });
    expect((await preview()).record).toMatchObject({ state: 'wanted', path: `/vendors/${number}` });
    receiver.plan(says(vendor));
    expect(await readLast(requestId)).toBe('read');
    expect(receiver.calls).toMatchObject([{ path: `/vendors/${number}` }]);
    expect((await preview()).record).toMatchObject({ state: 'read', fields: [{ pointer: '/iban', value: '"DE00 1"' }, { pointer: '/limit', value: '100' }], readAt: expect.any(String) });
    expect(await readLast(requestId)).toBe('nothing_to_do');
  });

  it('is not signed by who was shown another (row:A5 row:A7)', async () => {
    const { requestId, taskId } = await submitted(await vendorFlow());
    receiver.plan(says(vendor), says({ ...vendor, iban: 'DE00 2' }));
    await readLast(requestId);
    const shown = await lookAt(company.budgetOwner, requestId);
    await company.budgetOwner.call(rereadRecord, { params: { taskId }, body: {} });
    await readLast(requestId);
    await expect(company.budgetOwner.call(decideRequest, shown)).rejects.toMatchObject({ code: 'consequences_changed' });
    await company.budgetOwner.call(decideRequest, await lookAt(company.budgetOwner, requestId));
  });

  it('cannot be approved while it is not read, and can be rejected (row:A5)', async () => {
    const { requestId } = await submitted(await vendorFlow());
    await expect(company.decide(company.budgetOwner, requestId, 'approve')).rejects.toMatchObject({ code: 'record_not_read' });
    receiver.plan(says({}, 404));
    expect(await readLast(requestId)).toBe('unreadable');
    await expect(company.decide(company.budgetOwner, requestId, 'approve')).rejects.toMatchObject({ code: 'record_not_read' });
    await company.decide(company.budgetOwner, requestId, 'reject', 'Nobody knows that vendor');
  });

  it.each([['500 at first', says({}, 500)], ['a reset', { status: 503, body: '' }]])('is tried again after %s (row:A5)', async (_, answer) => {
    const { requestId } = await submitted(await vendorFlow());
    receiver.plan(answer, says(vendor));
    expect([await readLast(requestId), await readLast(requestId)]).toEqual(['will_retry', 'read']);
  });

  it.each([['no JSON', '<html>'], ['more than is read', JSON.stringify({ iban: 'x'.repeat(20_000) })]])('cannot be read where it is %s (row:A5)', async (_, body) => {
    const { requestId } = await submitted(await vendorFlow());
    receiver.plan(says(body));
    expect(await readLast(requestId)).toBe('unreadable');
  });

  it('is what it says, whatever else it holds by chance: a short secret that is a part of a value changes nothing (row:A5 row:D1)', async () => {
    const { requestId, taskId } = await submitted(await vendorFlow(['/iban', '/limit', '/name'], { auth: { kind: 'api_key', header: 'X-Api-Key' }, secret: '00000000' }));
    receiver.plan(says({ iban: 'DE00000000 1', limit: 100000000, name: 'Nr. 000000007' }));
    expect(await readLast(requestId)).toBe('read');
    const { record } = await company.budgetOwner.call(previewDecision, { params: { taskId }, query: { verdict: 'approve' } });
    expect(record).toMatchObject({ fields: [{ value: '"DE00000000 1"' }, { value: '100000000' }, { value: '"Nr. 000000007"' }] });
  });

  it('does not show the secret itself to who signs, where the other system says it back (row:D1)', async () => {
    const secret = 'sk_live_0123456789';
    const { requestId, taskId } = await submitted(await vendorFlow(['/iban', '/said'], { auth: { kind: 'api_key', header: 'X-Api-Key' }, secret }));
    receiver.plan(says({ iban: 'DE00 1', said: `You are ${secret}.` }));
    expect(await readLast(requestId)).toBe('read');
    const { record } = await company.budgetOwner.call(previewDecision, { params: { taskId }, query: { verdict: 'approve' } });
    expect(record).toMatchObject({ fields: [{ value: '"DE00 1"' }, { value: '"You are •••."' }] });
  });

  it('is read by another access token where the one that is kept is refused; one that came meanwhile is not forgotten (row:A5 row:D1)', async () => {
    const flow = await vendorFlow(['/iban'], { auth: { kind: 'oauth_client_credentials', tokenUrl: `http://${host}/token`, clientId: 'countersign', scope: null }, secret: 'client-secret' });
    const token = (text: string) => says({ access_token: text, expires_in: 3600 });
    const { requestId } = await submitted(flow);
    receiver.plan(token('one'), says({}, 401), token('two'), says(vendor));
    expect([await readLast(requestId), await readLast(requestId)]).toEqual(['will_retry', 'read']);
    expect(receiver.calls.map(({ headers }) => headers['authorization'])).toEqual([expect.stringMatching(/^Basic/), 'Bearer one', expect.stringMatching(/^Basic/), 'Bearer two']);
    const late = await submitted(flow);
    // Another worker has fetched another one before this refusal comes.
    receiver.plan(async () => {
      await api.database.look('update app.connection_tokens set generation = generation + 1 where sealed_token is not null');
      return says({}, 401);
    }, says(vendor));
    expect([await readLast(late.requestId), await readLast(late.requestId)]).toEqual(['will_retry', 'read']);
    expect(receiver.calls.slice(4).map(({ headers }) => headers['authorization'])).toEqual(['Bearer two', 'Bearer two']);
  });

  it('is nothing to another tenant (row:F1)', async () => {
    const { requestId } = await submitted(await vendorFlow());
    const [job] = await recordJobsOf(api.database, requestId);
    const other = await newCompany(api, 'Other');
    const [row] = await api.database.look<{ tenant: string }>('select tenant_id as tenant from app.webhook_endpoints where id = $1', [other.endpointId]);
    expect(await worker.readRecord({ recordId: job?.recordId ?? '', tenantId: row?.tenant ?? '' })).toBe('nothing_to_do');
    expect(receiver.calls).toHaveLength(0);
  });
});

describe('an effect that was approved with a record', () => {
  it('is carried out where the record says the same by now, whatever else it says (row:A5)', async () => {
    const { job } = await approvedWith(await vendorFlow(), vendor);
    receiver.plan(says({ phone: '2', limit: 100, iban: 'DE00 1' }), says({}));
    expect(await worker.run(job)).toBe('succeeded');
    expect(receiver.calls.map(({ path }) => path.split('/')[1])).toEqual(['vendors', 'vendors', 'payments']);
  });

  it('stops for a person where it says something else, and says what; nothing is sent until they accept that (row:A5 row:C4)', async () => {
    const { job } = await approvedWith(await vendorFlow(), vendor);
    receiver.plan(says({ ...vendor, iban: 'DE00 2' }));
    expect([await worker.run(job), await worker.run(job)]).toEqual(['parked', 'nothing_to_do']);
    expect(receiver.calls.map(({ path }) => path.split('/')[1])).toEqual(['vendors', 'vendors']);
    const params = { effectId: job.effectId };
    const details = await company.admin.call(getEffect, { params });
    expect(details.lastProblem).toMatch(/\/iban was "DE00 1" and is "DE00 2"/);
    expect(details.repairs.find(({ how }) => how === 'retry')?.meaning).toMatch(/accepted as it is/);
    await company.admin.call(repairEffect, { params, body: { how: 'retry', reason: 'The vendor confirmed by phone', state: 'parked', shown: details.shown } });
    receiver.plan(says({ ...vendor, iban: 'DE00 2' }), says({}));
    expect(await worker.run(job)).toBe('succeeded');
  });

  it('stops again where it has changed once more since somebody accepted it (row:A5)', async () => {
    const { job } = await approvedWith(await vendorFlow(), vendor);
    receiver.plan(says({ ...vendor, iban: 'DE00 2' }));
    await worker.run(job);
    const params = { effectId: job.effectId };
    const { shown } = await company.admin.call(getEffect, { params });
    const accept = () => company.admin.call(repairEffect, { params, body: { how: 'retry', reason: 'Confirmed', state: 'parked', shown } });
    await accept();
    receiver.plan(says({ ...vendor, iban: 'DE00 3' }));
    expect(await worker.run(job)).toBe('parked');
    // What was seen before is not what would be accepted now.
    await expect(accept()).rejects.toMatchObject({ code: 'effect_changed' });
  });

  it('stops where the connection leads elsewhere by now, whatever is said there, and waits while it is paused (row:A5 row:A4)', async () => {
    const flow = await vendorFlow();
    const [{ job }, { job: paused }] = [await approvedWith(flow, vendor), await approvedWith(flow, vendor)];
    await api.database.look('update app.connections set paused_at = now()');
    expect(['will_retry', 'later']).toContain(await worker.run(paused));
    await api.database.look("update app.connections set paused_at = null, binding_digest = 'other'");
    await api.database.look("update app.effects set binding_digest = 'other' where id = $1", [job.effectId]);
    expect(await worker.run(job)).toBe('parked');
    expect(receiver.calls).toHaveLength(2);
  });

  it('waits while the record cannot be read, and stops where it is gone (row:A5)', async () => {
    const { job } = await approvedWith(await vendorFlow(), vendor);
    receiver.plan(says({}, 500), says({}, 404));
    expect([await worker.run(job), await worker.run(job)]).toEqual(['will_retry', 'parked']);
    expect(receiver.calls.map(({ path }) => path.split('/')[1])).toEqual(['vendors', 'vendors', 'vendors']);
  });

  it('tells numbers apart that a computer would round to one (row:A5)', async () => {
    const { job } = await approvedWith(await vendorFlow(['/limit']), '{"limit":9007199254740993}');
    receiver.plan(says('{"limit":9007199254740992}'));
    expect(await worker.run(job)).toBe('parked');
  });
});

describe('a request that is changed', () => {
  it('is signed by what the record says then: it is read anew for whoever signs the new version (row:A5 row:A4)', async () => {
    const flow = await vendorFlow();
    const { requestId } = await submitted(flow);
    receiver.plan(says(vendor));
    await readLast(requestId);
    await company.requester.call(reviseRequest, { params: { requestId }, body: { content: { title: 'Desks', amount: { amount: '80.00', currency: 'EUR' } } } });
    await expect(company.decide(company.budgetOwner, requestId, 'approve')).rejects.toMatchObject({ code: 'record_not_read' });
    receiver.plan(says({ ...vendor, iban: 'DE00 2' }));
    expect(await readLast(requestId)).toBe('read');
    await company.decide(company.budgetOwner, requestId, 'approve');
    const [job] = await jobsOf(api.database, requestId);
    receiver.plan(says({ ...vendor, iban: 'DE00 2' }), says({}));
    expect(job && (await worker.run(job))).toBe('succeeded');
  });
});
