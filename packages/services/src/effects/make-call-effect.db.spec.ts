import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { getEffect, repairEffect } from '@countersign/contracts/effects';
import { updateConnection, type ConnectionView } from '@countersign/contracts/connections';
import { addFlow, answers, attemptsOf, callStep, connect, effectStateOf, jobsOf, newCompany, openTestApi, openTestReceiver, openTestWorker, passTime, plainConnection, signedBy, throughConnection, writtenHost as host, type Company, type TestApi, type TestReceiver, type TestWorker, type ThroughSettings } from '@countersign/testing';
import type { EffectJob } from './index.js';

let api: TestApi;
let receiver: TestReceiver;
let company: Company;
let worker: TestWorker;
const opened: TestWorker[] = [];
beforeAll(async () => {
  api = await openTestApi({ allowedWebhookHosts: [host] });
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

async function openWorker(allowedWebhookHosts = [receiver.host]): Promise<TestWorker> {
  const one = await openTestWorker(api.database, { allowedWebhookHosts, delivery: { retryDelaysMs: [0, 0, 0, 0, 0, 0], leaseMs: 300 } });
  opened.push(one);
  return one;
}

const through = (settings: ThroughSettings = {}) => throughConnection({ database: api.database, company, receiver }, settings);

const stateOf = (job: EffectJob) => effectStateOf(api.database, job);
const attempts = (job: EffectJob) => attemptsOf(api.database, job);
const openGate = ({ id }: ConnectionView) => api.database.look("update app.connection_gates set closed_until = now() - interval '1 second' where connection_id = $1", [id]);

describe('a call that is answered', () => {
  it('sends what was approved, filled in from the request, with a key that is the same for ever, and says who calls (row:C1 row:C2 row:D1)', async () => {
    const secret = 'sk_live_0123456789';
    const { wanted } = await through({ auth: { kind: 'api_key', header: 'X-Api-Key' }, secret });
    receiver.plan({ status: 201, body: `{"id":"p1","echo":"${secret}"}` });
    const job = await wanted({ title: 'Chairs & desks', amount: { amount: '34.33634285099345', currency: 'EUR' } });
    expect(await worker.run(job)).toBe('succeeded');
    const [call, ...more] = receiver.calls;
    expect(more).toHaveLength(0);
    expect(call?.path).toBe(`/v2/payments/${job.requestId}`);
    expect(call?.headers).toMatchObject({ 'x-api-key': secret, 'idempotency-key': `eff_${job.effectId}`, 'content-type': 'application/json' });
    // What has no value is left out.
    expect(JSON.parse(call?.body ?? '')).toEqual({ amount: '34.33634285099345', currency: 'EUR', for: expect.stringMatching(/^Chairs & desks \(\d+\)$/), by: expect.any(String) });
    const [kept] = await attempts(job);
    expect(kept).toMatchObject({ asked: 'call', status: 201 });
    expect(JSON.stringify(kept)).not.toContain(secret);
    expect(await api.database.look('select 1 from app.audit_entries where canonical like $1', [`%${secret}%`])).toEqual([]);
  });

  it.each([
    [{ kind: 'basic', username: 'us' }, { authorization: `Basic ${Buffer.from('us:s3cret-word').toString('base64')}` }],
    [{ kind: 'hmac', header: 'X-Signature' }, { 'x-signature': expect.stringMatching(/^t=\d+,v1=[0-9a-f]{64}$/) }],
  ] as const)('says who calls by %j (row:D1)', async (auth, headers) => {
    const { wanted } = await through({ auth, secret: 's3cret-word' });
    const job = await wanted();
    expect(await worker.run(job)).toBe('succeeded');
    expect(receiver.calls[0]?.headers).toMatchObject(headers);
    expect(JSON.stringify(await attempts(job))).not.toMatch(/s3cret-word|dXM6czNjcmV0/);
  });

  it('does not follow where it is sent to, and is not made again (row:C3)', async () => {
    receiver.plan({ status: 307, headers: { location: 'http://169.254.169.254/latest/meta-data' } });
    const { wanted } = await through();
    const job = await wanted();
    expect([await worker.run(job), await worker.run(job)]).toEqual(['failed', 'nothing_to_do']);
    expect(receiver.calls).toHaveLength(1);
  });

  it('is not made where the address is not public and nobody allows it (row:C3 row:D1)', async () => {
    const { wanted } = await through();
    const job = await wanted();
    expect(await (await openWorker([])).run(job)).toBe('failed');
    expect(receiver.calls).toHaveLength(0);
    expect(await stateOf(job)).toMatchObject({ problem: expect.stringMatching(/not a public address/) });
  });

  it('is made once although its job is delivered twice at once (row:C2)', async () => {
    const { wanted } = await through();
    const job = await wanted();
    const results = await Promise.all([worker.run(job), (await openWorker()).run(job), worker.run(job)]);
    expect(results.filter((result) => result === 'succeeded')).toHaveLength(1);
    expect(receiver.calls).toHaveLength(1);
  });

  it('is nothing to another tenant (row:F1)', async () => {
    const { wanted } = await through();
    const job = await wanted();
    const other = await newCompany(api, 'Other');
    const [{ tenant_id: tenantId } = { tenant_id: '' }] = await api.database.look<{ tenant_id: string }>('select tenant_id from app.webhook_endpoints where id = $1', [other.endpointId]);
    expect(await worker.run({ ...job, tenantId })).toBe('nothing_to_do');
    expect(receiver.calls).toHaveLength(0);
  });
});

describe('a call of which nobody knows whether it was carried out', () => {
  const unsure = { idempotency: { header: 'Idempotency-Key', honoured: false } };

  it('is made again with the same key where keys are honoured (row:C2)', async () => {
    receiver.plan(answers(500), answers(409), answers(200));
    const { wanted } = await through();
    const job = await wanted();
    expect([await worker.run(job), await worker.run(job), await worker.run(job)]).toEqual(['will_retry', 'will_retry', 'succeeded']);
    expect(new Set(receiver.calls.map(({ headers, body }) => `${headers['idempotency-key']} ${body}`)).size).toBe(1);
  });

  it.each([[307], [404], [401]])('is unknown, not failed, where a later call is answered %i: what was done before is not undone by that (row:C2)', async (status) => {
    receiver.plan(answers(500), answers(status));
    const { wanted } = await through();
    const job = await wanted();
    expect([await worker.run(job), await worker.run(job), await worker.run(job)]).toEqual(['will_retry', 'unknown', 'nothing_to_do']);
  });

  it('is unknown after the last try, not failed (row:C2)', async () => {
    receiver.plan(answers(500), answers(500), answers(502));
    const { wanted } = await through();
    const job = await wanted();
    expect([await worker.run(job), await worker.run(job), await worker.run(job), await worker.run(job)]).toEqual(['will_retry', 'will_retry', 'unknown', 'nothing_to_do']);
  });

  it('is never made a second time blindly: a person has to look (row:C2)', async () => {
    receiver.plan(answers(500));
    const { wanted } = await through(unsure);
    const job = await wanted();
    expect([await worker.run(job), await worker.run(job)]).toEqual(['unknown', 'nothing_to_do']);
    expect(receiver.calls).toHaveLength(1);
  });

  it('is never made a second time blindly by who takes over from a worker that died (row:C2)', async () => {
    const { wanted } = await through(unsure);
    const job = await wanted();
    await api.database.look("update app.effects set state = 'running', attempts = 1, lease_until = now() - interval '1 second' where id = $1", [job.effectId]);
    expect(await worker.run(job)).toBe('unknown');
    expect(receiver.calls).toHaveLength(0);
  });

  it('is asked about where the other system can be asked: what it did is done, what it did not is made again (row:C2)', async () => {
    const { wanted } = await through({ ...unsure, lookUpPath: '/acts/{key}' });
    receiver.plan(answers(500), answers(200));
    const did = await wanted();
    expect([await worker.run(did), await worker.run(did)]).toEqual(['will_retry', 'succeeded']);
    expect(receiver.calls.map(({ path }) => path)).toEqual([`/v2/payments/${did.requestId}`, `/v2/acts/eff_${did.effectId}`]);
    expect((await attempts(did)).map(({ asked }) => asked)).toEqual(['call', 'look_up']);
    receiver.plan(answers(500), answers(404), answers(200));
    const didNot = await wanted();
    expect([await worker.run(didNot), await worker.run(didNot), await worker.run(didNot)]).toEqual(['will_retry', 'will_retry', 'succeeded']);
    expect(receiver.calls.slice(2).map(({ path }) => path.split('/')[2])).toEqual(['payments', 'acts', 'payments']);
  });

  it('stays in doubt where the answer is a page for people: whoever asks to sign in says nothing of what was done (row:C2)', async () => {
    const { wanted } = await through({ ...unsure, lookUpPath: '/acts/{key}' });
    receiver.plan(answers(500), { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html><p>Please sign in.' }, { status: 204 });
    const job = await wanted();
    expect([await worker.run(job), await worker.run(job), await worker.run(job)]).toEqual(['will_retry', 'will_retry', 'succeeded']);
    expect(receiver.calls.map(({ path }) => path.split('/')[2])).toEqual(['payments', 'acts', 'acts']);
  });

  it('stays in doubt while the other system cannot be asked (row:C2)', async () => {
    const { wanted, connection } = await through({ ...unsure, lookUpPath: '/acts/{key}', limits: { ...plainConnection.limits, attemptsMax: 3 } });
    receiver.plan(answers(500), answers(503), answers(500));
    const job = await wanted();
    for (const expected of ['will_retry', 'will_retry', 'unknown']) {
      await openGate(connection);
      expect(await worker.run(job)).toBe(expected);
    }
    expect(receiver.calls.map(({ path }) => path.split('/')[2])).toEqual(['payments', 'acts', 'acts']);
  });

  it('does not settle what somebody else has taken over meanwhile (row:C2)', async () => {
    let answer = (): void => undefined;
    receiver.plan(() => new Promise((resolve) => (answer = () => resolve(answers(500)))), answers(200));
    const { wanted } = await through({ limits: { ...plainConnection.limits, headersMs: 5_000 } });
    const job = await wanted();
    const slow = worker.run(job);
    while (receiver.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await passTime(api.database, job);
    expect(await (await openWorker()).run(job)).toBe('succeeded');
    answer();
    expect(await slow).toBe('taken_over');
    expect(await stateOf(job)).toMatchObject({ state: 'succeeded', attempts: 2 });
  });
});

describe('a system that cannot be called now', () => {
  it('is left alone for as long as it says, by every worker (row:C3)', async () => {
    const { wanted } = await through();
    receiver.plan({ status: 429, headers: { 'retry-after': '120' } });
    const first = await wanted();
    const second = await wanted();
    expect(await worker.run(first)).toBe('will_retry');
    expect(await (await openWorker()).run(second)).toBe('later');
    const [row] = await api.database.look<{ seconds: number }>('select extract(epoch from next_attempt_at - now())::int as seconds from app.effects where id = $1', [first.effectId]);
    expect(row?.seconds).toBeGreaterThan(110);
    expect(receiver.calls).toHaveLength(1);
  });

  it('is left alone after five calls in vain, and then asked with one call only (row:C3)', async () => {
    const { wanted, connection } = await through({ limits: { ...plainConnection.limits, attemptsMax: 20 } });
    receiver.plan(...Array.from({ length: 5 }, () => answers(500)));
    const job = await wanted();
    const others = [await wanted(), await wanted()];
    for (let attempt = 0; attempt < 5; attempt += 1) expect(await worker.run(job)).toBe('will_retry');
    expect(await worker.run(job)).toBe('later');
    expect(receiver.calls).toHaveLength(5);
    await openGate(connection);
    receiver.plan(async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return answers(200);
    });
    const probing = await Promise.all([worker.run(job), ...others.map((other) => worker.run(other))]);
    expect(probing.filter((result) => result === 'later')).toHaveLength(2);
    expect(receiver.calls).toHaveLength(6);
    for (const left of [job, ...others]) expect(['succeeded', 'nothing_to_do']).toContain(await worker.run(left));
    expect(receiver.calls).toHaveLength(8);
  });

  it('is called no oftener than it allows, all workers together (row:C3)', async () => {
    const { wanted } = await through({ limits: { ...plainConnection.limits, perSecond: 2 } });
    const jobs = [await wanted(), await wanted(), await wanted(), await wanted()];
    const other = await openWorker();
    const results = await Promise.all(jobs.map((job, index) => (index % 2 === 0 ? worker : other).run(job)));
    expect(results.filter((result) => result === 'succeeded').length).toBeLessThanOrEqual(2);
    expect(results).toContain('later');
  });

  it('without such a limit is called by all workers beside each other: none waits for what another keeps of it (row:C3)', async () => {
    const { wanted, connection } = await through();
    const job = await wanted();
    const held = api.database.look('with gate as materialized (select from app.connection_gates where connection_id = $1 for update) select pg_sleep(5) from gate', [connection.id]).then(() => 'waited');
    expect(await Promise.race([worker.run(job), held])).toBe('succeeded');
    await held;
  });

  it('gets nothing while it is paused, and everything afterwards (row:C3)', async () => {
    const { wanted, connection } = await through();
    const job = await wanted();
    const { id: connectionId, hasSecret: _, changedAt: _at, pausedAt: _paused, id: _id, ...settings } = connection;
    const baseUrl = `http://${receiver.host}/v2`;
    await api.database.look('update app.connections set paused_at = now() where id = $1', [connectionId]);
    expect(await worker.run(job)).toBe('later');
    await api.database.look('update app.connections set base_url = $2 where id = $1', [connectionId, settings.baseUrl]);
    await company.admin.call(updateConnection, { params: { connectionId }, body: { ...settings, paused: false } });
    await api.database.look('update app.connections set base_url = $2 where id = $1', [connectionId, baseUrl]);
    expect((await jobsOf(api.database, job.requestId)).length).toBeGreaterThan(1);
    expect(await worker.run(job)).toBe('succeeded');
  });

  it('is called in the order of the wishes of a request where it asks for that, and other requests do not wait (row:C3)', async () => {
    const connection = await connect(company, `http://${host}/v2`, { order: 'request' });
    await api.database.look('update app.connections set base_url = $1 where id = $2', [`http://${receiver.host}/v2`, connection.id]);
    const flow = await addFlow(company, connection.name, { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), callStep(connection.id, 'first', { path: '/first' }), callStep(connection.id, 'second', { path: '/second' })] });
    const approved = async () => {
      const { id } = await flow.submit();
      await company.decide(company.budgetOwner, id, 'approve');
      const rows = await api.database.look<{ id: string; step: string }>('select id, step_id as step from app.effects where request_id = $1', [id]);
      const [job] = await jobsOf(api.database, id);
      const of = (step: string) => ({ tenantId: job?.tenantId ?? '', effectId: rows.find((row) => row.step === step)?.id ?? '' });
      return { first: of('first'), second: of('second') };
    };
    const [one, other] = [await approved(), await approved()];
    receiver.plan(answers(500));
    expect(await worker.run(one.second)).toBe('later');
    expect(await worker.run(one.first)).toBe('will_retry');
    expect(await worker.run(one.second)).toBe('later');
    expect(await worker.run(other.first)).toBe('succeeded');
    expect(await worker.run(other.second)).toBe('succeeded');
    expect(await worker.run(one.first)).toBe('succeeded');
    expect(await worker.run(one.second)).toBe('succeeded');
    expect(receiver.calls.map(({ path }) => path)).toEqual(['/v2/first', '/v2/first', '/v2/second', '/v2/first', '/v2/second']);
  });
});

describe('an answer of another shape than agreed', () => {
  const replySchema = { type: 'object', required: ['id', 'state'], properties: { id: { type: 'string' }, state: { enum: ['booked'] } } };

  it.each([
    ['is no JSON', { status: 200, body: '<html>' }, /no JSON/],
    ['lacks something', answers(200, { id: 'p1' }), /state/],
    ['says something else', answers(200, { id: 7, state: 'booked' }), /\/id/],
    ['is larger than is read', answers(200, { id: 'x'.repeat(20_000), state: 'booked' }), /larger/],
  ])('that %s is recorded with what differs, and waits for a person (row:D3)', async (_, answer, said) => {
    receiver.plan(answer);
    const { wanted } = await through({ replySchema });
    const job = await wanted();
    expect([await worker.run(job), await worker.run(job)]).toEqual(['parked', 'nothing_to_do']);
    const [kept] = await attempts(job);
    expect(kept?.drift?.join(' ')).toMatch(said);
    expect(receiver.calls).toHaveLength(1);
  });

  it('is not done twice by a person who has it tried again: where keys are not honoured the other system is asked first (row:C2 row:D3)', async () => {
    receiver.plan(answers(200, { id: 'p1' }), answers(200));
    const { wanted } = await through({ replySchema, idempotency: { header: 'Idempotency-Key', honoured: false }, lookUpPath: '/acts/{key}' });
    const job = await wanted();
    expect(await worker.run(job)).toBe('parked');
    await company.admin.call(repairEffect, { params: { effectId: job.effectId }, body: { how: 'retry', reason: 'Look again', state: 'parked' } });
    expect([await worker.run(job), receiver.calls.map(({ path }) => path.split('/')[2])]).toEqual(['succeeded', ['payments', 'acts']]);
  });

  it('is recorded, and counts as done, where that is tolerated (row:D3)', async () => {
    receiver.plan(answers(200, { id: 'p1' }));
    const { wanted } = await through({ replySchema, onDrift: 'tolerate' });
    const job = await wanted();
    expect(await worker.run(job)).toBe('succeeded');
    expect((await attempts(job))[0]?.drift).toHaveLength(1);
  });

  it('is no drift where it is as agreed, with more besides (row:D3)', async () => {
    receiver.plan(answers(200, { id: 'p1', state: 'booked', more: 1 }));
    const { wanted } = await through({ replySchema });
    const job = await wanted();
    expect(await worker.run(job)).toBe('succeeded');
    expect((await attempts(job))[0]?.drift).toBeNull();
  });
});

describe('what was approved', () => {
  it('is not sent to another address than it was approved for, until a person says so (row:A4 row:C4)', async () => {
    const { wanted, connection } = await through();
    const job = await wanted();
    await api.database.look("update app.connections set binding_digest = 'other' where id = $1", [connection.id]);
    expect(await worker.run(job)).toBe('parked');
    expect(receiver.calls).toHaveLength(0);
    const params = { effectId: job.effectId };
    const { shown } = await company.admin.call(getEffect, { params });
    await expect(company.admin.call(repairEffect, { params, body: { how: 'retry', reason: 'It moved there', state: 'parked' } })).rejects.toMatchObject({ code: 'effect_changed' });
    await company.admin.call(repairEffect, { params, body: { how: 'retry', reason: 'It moved there', state: 'parked', shown } });
    expect(await worker.run(job)).toBe('succeeded');
  });

  it('says which address was approved and which it is, and of nothing but that (row:A4 row:A7)', async () => {
    const { wanted, connection } = await through();
    const job = await wanted();
    const { id: connectionId, revision, changedAt: _at, pausedAt: _paused, hasSecret: _secret, ...rest } = connection;
    await company.admin.call(updateConnection, { params: { connectionId }, body: { ...rest, baseUrl: `${rest.baseUrl}/moved`, paused: false, revision } });
    expect(await worker.run(job)).toBe('parked');
    expect((await effectStateOf(api.database, job))?.problem).toMatch(/^Bank \d+ calls another address by now than was approved: http:\/\/\S+\/v2 → http:\/\/\S+\/v2\/moved\. Nothing was sent\.$/);
  });

  it('says so where the request is approved no more, and the address is what it was (row:A4)', async () => {
    const { wanted } = await through();
    const job = await wanted();
    await api.database.look("update app.effects set revision_digest = repeat('0', 64) where id = $1", [job.effectId]);
    expect(await worker.run(job)).toBe('parked');
    expect((await effectStateOf(api.database, job))?.problem).toBe('The request is no longer approved in the version that this was approved for. Nothing was sent.');
  });
});

describe('an access token', () => {
  const oauth = (tokenUrl: string) => ({ auth: { kind: 'oauth_client_credentials' as const, tokenUrl, clientId: 'countersign', scope: 'payments' }, secret: 'client-secret' });

  it('is fetched once however many need it, kept sealed, and fetched again where it is refused (row:D1)', async () => {
    const { wanted, connection } = await through(oauth(`http://${host}/token`));
    const jobs = [await wanted(), await wanted(), await wanted(), await wanted()];
    receiver.plan(async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return answers(200, { access_token: 'token-one', token_type: 'Bearer', expires_in: 3600 });
    });
    const other = await openWorker();
    expect(await Promise.all(jobs.map((job, index) => (index % 2 === 0 ? worker : other).run(job)))).toEqual(jobs.map(() => 'succeeded'));
    const [asked, ...calls] = receiver.calls;
    expect(asked).toMatchObject({ path: '/token', body: 'grant_type=client_credentials&scope=payments', headers: { authorization: `Basic ${Buffer.from('countersign:client-secret').toString('base64')}` } });
    expect(calls.map(({ headers }) => headers['authorization'])).toEqual(jobs.map(() => 'Bearer token-one'));
    const [kept] = await api.database.look<{ text: string }>("select encode(sealed_token, 'escape') as text from app.connection_tokens where connection_id = $1", [connection.id]);
    expect(kept?.text).not.toContain('token-one');
    receiver.plan(answers(401), answers(200, { access_token: 'token-two', expires_in: 3600 }), answers(200));
    const late = await wanted();
    expect([await worker.run(late), await worker.run(late)]).toEqual(['will_retry', 'succeeded']);
    expect(receiver.calls.slice(5).map(({ path, headers }) => `${path.split('/').at(-1) === 'token' ? 'token' : 'call'} ${headers['authorization']?.split(' ')[1]?.slice(0, 9)}`)).toEqual(['call token-one', expect.stringMatching(/^token/), 'call token-two']);
  });

  it('that the other system no longer gives sets the effect aside: nothing was sent (row:D1)', async () => {
    const { wanted } = await through(oauth(`http://${host}/token`));
    receiver.plan(answers(401, { error: 'invalid_client' }));
    const job = await wanted();
    expect(await worker.run(job)).toBe('parked');
    expect(await stateOf(job)).toMatchObject({ problem: expect.stringMatching(/invalid_client/) });
    expect(receiver.calls).toHaveLength(1);
  });
});
