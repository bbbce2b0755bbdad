import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { testConnection, type ConnectionSettings, type ConnectionView } from '@countersign/contracts/connections';
import { connect, newCompany, openTestApi, openTestReceiver, openTestWorker, type Company, type TestApi, type TestReceiver, type TestWorker } from '@countersign/testing';
import { setTimeout as delay } from 'node:timers/promises';
import type { ConnectionTestJob } from './index.js';

const host = '127.0.0.1:9';
const quick: ConnectionSettings['limits'] = { attemptsMax: 3, connectMs: 400, headersMs: 300, bodyMs: 300, replyBytesMax: 10_000, perSecond: null };
let api: TestApi;
let receiver: TestReceiver;
let company: Company;
let worker: TestWorker;
beforeAll(async () => {
  api = await openTestApi({ allowedWebhookHosts: [host] });
  company = await newCompany(api, 'Acme');
}, 120_000);
afterAll(() => api.close());
beforeEach(async () => {
  receiver = await openTestReceiver();
  worker = await openTestWorker(api.database, { allowedWebhookHosts: [receiver.host] });
});
afterEach(async () => {
  await worker.close();
  await receiver.close();
});

type Setting = Partial<ConnectionSettings> & { readonly secret?: string };

async function asked(settings: Setting = {}, path?: string, baseUrl = `http://${receiver.host}/v2`): Promise<ConnectionTestJob & { readonly connection: ConnectionView }> {
  const connection = await connect(company, `http://${host}/v2`, { limits: quick, ...settings });
  await api.database.look('update app.connections set base_url = $1 where id = $2', [baseUrl, connection.id]);
  const { testId } = await company.admin.call(testConnection, { params: { connectionId: connection.id }, body: path === undefined ? {} : { path } });
  const [row] = await api.database.look<{ tenantId: string }>('select tenant_id as "tenantId" from app.connection_tests where id = $1', [testId]);
  return { tenantId: row?.tenantId ?? '', testId, connection };
}

interface Came {
  readonly stage: string | null;
  readonly status: number | null;
  readonly problem: string | null;
  readonly request: { readonly method: string; readonly url: string; readonly headers: Readonly<Record<string, string>> } | null;
  readonly reply: { readonly body: string } | null;
  readonly drift: readonly string[] | null;
}
const cameOf = async ({ testId }: ConnectionTestJob) => (await api.database.look<Came>('select stage, status, problem, request, reply, drift from app.connection_tests where id = $1', [testId]))[0];
const gateOf = async ({ id }: ConnectionView) => (await api.database.look<{ failures: number }>('select failures from app.connection_gates where connection_id = $1', [id]))[0];

describe('a test of a connection', () => {
  it('makes one GET as the connection is saved, without a key, and keeps what was asked and answered with no word of the secret; the audit has who asked as its cause (row:D1 row:E1)', async () => {
    const secret = 'sk_live_0123456789';
    const job = await asked({ auth: { kind: 'api_key', header: 'X-Api-Key' }, secret }, '/health?deep=1');
    receiver.plan({ status: 200, headers: { 'content-type': 'application/json' }, body: `{"echo":"${secret}"}` });
    expect(await worker.tryConnection(job)).toBe('answered');
    const [call, ...more] = receiver.calls;
    expect([call?.path, call?.headers['x-api-key'], call?.headers['idempotency-key'], call?.body, more]).toEqual(['/v2/health?deep=1', secret, undefined, '', []]);
    const came = await cameOf(job);
    expect(came).toMatchObject({ stage: 'answered', status: 200, problem: null, request: { method: 'GET', url: `http://${receiver.host}/v2/health?deep=1` }, drift: null });
    expect(JSON.stringify(came)).not.toContain(secret);
    const entries = await api.database.look<{ action: string; id: string; cause: string | null }>("select action, id, convert_from(canonical, 'UTF8')::jsonb->>'cause' as cause from app.audit_entries where subject_id = $1 and action like 'connection.test%' order by id", [job.connection.id]);
    expect(entries).toMatchObject([{ action: 'connection.test_asked' }, { action: 'connection.tested', cause: entries[0]?.id }]);
  });

  it('is made once although its job comes twice, and not for another company (row:F1)', async () => {
    const [job, other] = [await asked(), await newCompany(api, 'Borealis')];
    const [foreign] = await api.database.look<{ id: string }>("select tenant_id as id from app.tenants where name = 'Borealis'");
    expect(other).toBeDefined();
    expect(await worker.tryConnection({ tenantId: foreign?.id ?? '', testId: job.testId })).toBe('nothing_to_do');
    expect(receiver.calls).toHaveLength(0);
    expect([await worker.tryConnection(job), await worker.tryConnection(job)]).toEqual(['answered', 'nothing_to_do']);
    expect(receiver.calls).toHaveLength(1);
  });

  it('is made of a paused connection too, and says nothing of how the other system is doing: no failure is counted, none forgotten (row:C3)', async () => {
    const job = await asked();
    await api.database.look('update app.connections set paused_at = now() where id = $1', [job.connection.id]);
    await api.database.look("update app.connection_gates set failures = 5, closed_until = now() + interval '1 minute' where connection_id = $1", [job.connection.id]);
    receiver.plan({ status: 200 });
    expect(await worker.tryConnection(job)).toBe('answered');
    const ill = await asked();
    receiver.plan({ status: 500 });
    expect(await worker.tryConnection(ill)).toBe('answered');
    expect([await gateOf(job.connection), await gateOf(ill.connection)]).toEqual([{ failures: 5 }, { failures: 0 }]);
  });

  it('says in what an answer departs from the shape that was agreed (row:D3)', async () => {
    const job = await asked({ replySchema: { type: 'object', required: ['state'], properties: { state: { enum: ['up'] } } } });
    receiver.plan({ status: 200, body: '{"state":"down"}' });
    expect(await worker.tryConnection(job)).toBe('answered');
    expect((await cameOf(job))?.drift?.join()).toMatch(/state/);
  });

  it('says how far it came where there is no answer: not reached, not answered, or not to be called (row:D1)', async () => {
    const unreached = await asked({}, undefined, `http://${receiver.host}/v2`);
    const silent = await asked();
    const refused = await asked({}, undefined, 'http://127.0.0.1:10/v2');
    receiver.plan(() => delay(3_000, { status: 200 }));
    expect(await worker.tryConnection(silent)).toBe('unanswered');
    expect(await worker.tryConnection(refused)).toBe('refused');
    await receiver.close();
    expect(await worker.tryConnection(unreached)).toBe('not_reached');
    expect(await cameOf(silent)).toMatchObject({ stage: 'unanswered', status: null, reply: null, request: { method: 'GET' } });
    expect(await cameOf(refused)).toMatchObject({ stage: 'refused', status: null, problem: expect.stringMatching(/not a public address/) });
    expect((await cameOf(unreached))?.problem).toMatch(/ECONNREFUSED/);
    receiver = await openTestReceiver();
  });

  it('says where there is nothing to say who calls with, and sends nothing then (row:D1)', async () => {
    const job = await asked({ auth: { kind: 'oauth_client_credentials', tokenUrl: `http://${host}/token`, clientId: 'us', scope: null }, secret: 'client-secret' });
    await api.database.look(`update app.connections set settings = jsonb_set(settings, '{auth,tokenUrl}', to_jsonb($1::text)) where id = $2`, [`http://${receiver.host}/token`, job.connection.id]);
    receiver.plan({ status: 401, body: '{"error":"invalid_client"}' });
    expect(await worker.tryConnection(job)).toBe('credential');
    expect(receiver.calls.map(({ path }) => path)).toEqual(['/token']);
    expect(await cameOf(job)).toMatchObject({ stage: 'credential', request: null, problem: expect.stringMatching(/invalid_client/) });
  });

  it('does not show a client’s secret over http to whom the operator does not allow by name, whenever the connection was saved (row:D1)', async () => {
    const job = await asked({ auth: { kind: 'oauth_client_credentials', tokenUrl: 'https://id.example.com/token', clientId: 'us', scope: null }, secret: 'client-secret' });
    await api.database.look(`update app.connections set settings = jsonb_set(settings, '{auth,tokenUrl}', '"http://8.8.8.8/token"') where id = $1`, [job.connection.id]);
    expect(await worker.tryConnection(job)).toBe('credential');
    expect(await cameOf(job)).toMatchObject({ problem: expect.stringMatching(/would travel in the clear/), request: null });
  });

  it('is forgotten after a week, and no sooner (row:D1)', async () => {
    const [old, fresh] = [await asked(), await asked()];
    await api.database.look("update app.connection_tests set asked_at = now() - interval '7 days 1 minute' where id = $1", [old.testId]);
    await api.database.look("update app.connection_tests set asked_at = now() - interval '6 days 23 hours' where id = $1", [fresh.testId]);
    expect(await worker.forgetOldTests()).toBe(1);
    expect([await cameOf(old), await cameOf(fresh)]).toEqual([undefined, expect.objectContaining({ stage: null })]);
  });
});
