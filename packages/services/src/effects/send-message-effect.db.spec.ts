import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { listConnections, testConnection, updateConnection } from '@countersign/contracts/connections';
import { getEffect } from '@countersign/contracts/effects';
import { showConnection } from '@countersign/contracts/screens';
import { attemptsOf, chatPath, connectChat, effectStateOf, newCompany, openTestApi, openTestReceiver, openTestWorker, passTime, plainChat, throughChat, type Company, type TestApi, type TestReceiver, type TestWorker } from '@countersign/testing';
import { setTimeout as delay } from 'node:timers/promises';

let api: TestApi;
let receiver: TestReceiver;
let company: Company;
let worker: TestWorker;
beforeAll(async () => {
  receiver = await openTestReceiver();
  api = await openTestApi({ allowedWebhookHosts: [receiver.host] });
  company = await newCompany(api, 'Acme');
  worker = await openTestWorker(api.database, { allowedWebhookHosts: [receiver.host], delivery: { retryDelaysMs: [0, 0, 0, 0], leaseMs: 300 } });
}, 120_000);
afterAll(async () => {
  await worker.close();
  await api.close();
  await receiver.close();
});
let callsBefore = 0;
beforeEach(() => {
  callsBefore = receiver.calls.length;
});

type Settings = NonNullable<Parameters<typeof throughChat>[1]>;
const through = (settings: Settings = {}) => throughChat({ database: api.database, company, host: receiver.host }, settings);
const calls = () => receiver.calls.slice(callsBefore);
const amount = { amount: '12.50', currency: 'EUR' };
const secrets = /T0000SECRET|B0000SECRET|x0123456789abcdefSECRET/;

describe('a message to a chat', () => {
  it('is posted as Slack takes it, filled in from the request, with no mention of everybody whatever the request says (row:C1 row:D5)', async () => {
    const { wanted } = await through();
    const job = await wanted({ title: '<!channel> Chairs & desks', amount });
    expect([await worker.run(job), await worker.run(job)]).toEqual(['succeeded', 'nothing_to_do']);
    const [call, ...more] = calls();
    expect([call?.path, call?.headers['idempotency-key'], more]).toEqual([chatPath, undefined, []]);
    expect(JSON.parse(call?.body ?? '')).toEqual({ text: expect.stringMatching(/^Employee of Acme may buy &lt;!channel&gt; Chairs &amp; desks \(request \d+\)$/) });
  });

  it('is posted to Teams as an Adaptive Card in a message, with no link that the request wrote (row:D5)', async () => {
    const { wanted } = await through({ chat: { format: 'teams' } });
    receiver.plan({ status: 202 });
    expect(await worker.run(await wanted({ title: '[Chairs](https://evil.example)', amount }))).toBe('succeeded');
    const sent = JSON.parse(calls()[0]?.body ?? '') as { attachments: { content: { body: { text: string }[] } }[] };
    expect(sent).toMatchObject({ type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', wrap: true }] } }] });
    expect(sent.attachments[0]?.content.body[0]?.text).toContain('\\[Chairs\\](https://evil.example)');
  });

  it('keeps its address to itself: in what is kept of attempts and tries, on screens, in answers and in the audit, also where the chat says it back (row:D1 row:E1)', async () => {
    const { wanted, connection } = await through();
    const job = await wanted();
    receiver.plan({ status: 404, body: `no_service at ${chatPath} and x0123456789abcdefSECRET` }, { status: 200, body: `ok ${chatPath}` });
    expect(await worker.run(job)).toBe('failed');
    const { testId } = await company.admin.call(testConnection, { params: { connectionId: connection.id }, body: {} });
    expect(await worker.tryConnection({ tenantId: job.tenantId, testId })).toBe('answered');
    const told = [
      await attemptsOf(api.database, job), await effectStateOf(api.database, job), await company.admin.call(getEffect, { params: { effectId: job.effectId } }), connection,
      await company.admin.call(showConnection, { query: { connectionId: connection.id } }), await company.admin.call(listConnections, { query: {} }),
      await api.database.look("select convert_from(canonical, 'UTF8') as entry from app.audit_entries"), await api.database.look('select settings, base_url from app.connections'), await api.database.look('select request, reply, problem from app.connection_tests'),
    ];
    for (const each of told) expect(JSON.stringify(each)).not.toMatch(secrets);
    expect(connection).toMatchObject({ kind: 'chat', baseUrl: `http://${receiver.host}`, hasSecret: true });
  });

  it('waits as long as the chat asks for, and so does whatever else goes there (row:C3)', async () => {
    const { wanted, connection } = await through();
    receiver.plan({ status: 429, headers: { 'retry-after': '30' } });
    const [job, next] = [await wanted(), await wanted()];
    expect([await worker.run(job), await worker.run(job), await worker.run(next)]).toEqual(['will_retry', 'later', 'later']);
    const [gate] = await api.database.look<{ ms: number }>('select (extract(epoch from closed_until - now()) * 1000)::int as ms from app.connection_gates where connection_id = $1', [connection.id]);
    expect(gate?.ms).toBeGreaterThan(20_000);
    expect(calls()).toHaveLength(1);
  });

  it('goes out no faster than the connection says (row:C3)', async () => {
    const { wanted } = await through({ limits: { ...plainChat.limits, perSecond: 1 } });
    const jobs = [await wanted(), await wanted(), await wanted()];
    const results: string[] = [];
    for (const job of jobs) results.push(await worker.run(job));
    expect(results.filter((result) => result === 'later').length).toBeGreaterThan(0);
  });

  it.each([['no answer', () => delay(3_000, { status: 200 })], ['500', { status: 500 }]] as const)('that may have arrived (%s) is never sent again blindly (row:C2)', async (_, plan) => {
    const { wanted } = await through({ limits: { ...plainChat.limits, headersMs: 200, bodyMs: 200 } });
    receiver.plan(plan);
    const job = await wanted();
    expect([await worker.run(job), await worker.run(job)]).toEqual(['unknown', 'nothing_to_do']);
    expect(calls()).toHaveLength(1);
  });

  it('whose worker died is never sent again by who takes over (row:C2)', async () => {
    const { wanted } = await through();
    const job = await wanted();
    await api.database.look("update app.effects set state = 'running', attempts = 1 where id = $1", [job.effectId]);
    await passTime(api.database, job);
    expect(await worker.run(job)).toBe('unknown');
    expect(calls()).toHaveLength(0);
  });

  it('that was approved for another address waits for a person; one that is paused keeps its address (row:A4 row:D1)', async () => {
    const { wanted, connection } = await through();
    const job = await wanted();
    const { id: connectionId, revision, changedAt: _at, pausedAt: _paused, hasSecret: _secret, ...rest } = connection;
    const paused = await company.admin.call(updateConnection, { params: { connectionId }, body: { ...rest, paused: true, revision } });
    await company.admin.call(updateConnection, { params: { connectionId }, body: { ...rest, secret: `http://${receiver.host}${chatPath}2`, paused: false, revision: paused.revision } });
    expect(await worker.run(job)).toBe('parked');
    expect(calls()).toHaveLength(0);
  });

  it('is nothing to another tenant (row:F1)', async () => {
    const { wanted } = await through();
    const job = await wanted();
    const other = await newCompany(api, 'Other');
    const [{ tenant_id: tenantId } = { tenant_id: '' }] = await api.database.look<{ tenant_id: string }>('select tenant_id from app.webhook_endpoints where id = $1', [other.endpointId]);
    expect(await worker.run({ ...job, tenantId })).toBe('nothing_to_do');
    expect(calls()).toHaveLength(0);
  });
});

describe('a chat', () => {
  it.each(['https://hooks.elsewhere.example/services/x', 'nowhere', `http://user:word@127.0.0.1:9${chatPath}`, ''])('is not connected by the address %j (row:D1)', async (secret) => {
    await expect(connectChat(company, `http://${receiver.host}`, { secret })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('is not connected where its address is not public (row:D1)', async () => {
    await expect(connectChat(company, 'http://127.0.0.1:9')).rejects.toMatchObject({ code: 'target_not_allowed' });
  });
});
