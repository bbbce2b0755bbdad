import { finishConnectionGrant, startConnectionGrant, updateConnection, type ConnectionView } from '@countersign/contracts/connections';
import { showConnection, showNotifications } from '@countersign/contracts/screens';
import { addFlow, allowedAt, answers, callStep, connect, effectStateOf, jobsOf, newCompany, openTestApi, openTestProvider, openTestReceiver, openTestWorker, passTime, plainConnection, signedBy, type Company, type RequestFlow, type TestApi, type TestProvider, type TestReceiver, type TestWorker } from '@countersign/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EffectJob } from '../effects/index.js';

const redirectUri = 'http://127.0.0.1:4310/connections/connected';
const secret = 'planted-secret-of-the-client';
// Longer than somebody takes to connect anew.
const settings = { limits: { ...plainConnection.limits, headersMs: 15_000 } };
let provider: TestProvider;
let receiver: TestReceiver;
let api: TestApi;
let company: Company;
let worker: TestWorker;
beforeAll(async () => {
  [provider, receiver] = [await openTestProvider({ redirectUri, clientSecret: secret }), await openTestReceiver()];
  const allowedWebhookHosts = [provider.host, receiver.host];
  api = await openTestApi({ allowedWebhookHosts });
  company = await newCompany(api, 'Acme');
  worker = await openTestWorker(api.database, { allowedWebhookHosts });
}, 180_000);
afterAll(async () => {
  await worker.close();
  await Promise.all([provider.close(), receiver.close()]);
  await api.close();
});

interface Made {
  readonly connection: ConnectionView;
  readonly flow: RequestFlow;
}

async function made(): Promise<Made> {
  const connection = await connect(company, `http://${receiver.host}/v2`, { ...settings, auth: allowedAt(provider.url), secret });
  const flow = await addFlow(company, connection.name, { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), callStep(connection.id)] });
  await connected(connection);
  return { connection, flow };
}

async function connected({ id }: ConnectionView): Promise<void> {
  const { authorizeUrl } = await company.admin.call(startConnectionGrant, { params: { connectionId: id }, body: {} });
  const { params } = await provider.visit(authorizeUrl);
  await company.admin.call(finishConnectionGrant, { body: params as unknown as { state: string } });
  const [job] = await api.database.look<{ tenantId: string; grantId: string }>("select j.data->>'tenantId' as \"tenantId\", j.data->>'grantId' as \"grantId\" from pgboss.job j join app.connection_grants g on g.id::text = j.data->>'grantId' where j.name = 'connection-grants' and g.connection_id = $1 order by g.id desc limit 1", [id]);
  if (!job) throw new Error('no job was enqueued');
  expect(await worker.exchangeGrant(job)).toBe('connected');
}

async function wanted(flow: RequestFlow): Promise<EffectJob> {
  const { id } = await flow.submit();
  await company.decide(company.budgetOwner, id, 'approve');
  const [job] = await jobsOf(api.database, id);
  if (!job) throw new Error('no job was enqueued');
  return job;
}

const grantOf = async ({ id }: ConnectionView) => (await company.admin.call(showConnection, { query: { connectionId: id } })).data.grant;
const runOut = ({ id }: ConnectionView) => api.database.look("update app.connection_tokens set expires_at = now() - interval '1 second' where connection_id = $1", [id]);
const kept = async ({ id }: ConnectionView) => (await api.database.look<{ token: string | null; refresh: string | null; grantedAt: Date; lostAt: Date | null }>("select encode(sealed_token, 'hex') as token, encode(sealed_refresh_token, 'hex') as refresh, granted_at as \"grantedAt\", grant_lost_at as \"lostAt\" from app.connection_tokens where connection_id = $1", [id]))[0];

/** An effect whose renewal has been carried out there, and whose answer is still on its way; what is asked after it is answered at once. */
async function renewing(flow: RequestFlow): Promise<{ readonly job: EffectJob; readonly running: Promise<string>; release(): void }> {
  const job = await wanted(flow);
  const hold = provider.hold();
  const running = worker.run(job);
  await hold.held;
  hold.noMore();
  return { job, running, release: hold.release };
}

const jobsOfGrants = ({ id }: ConnectionView) => api.database.look<{ tenantId: string; grantId: string }>("select j.data->>'tenantId' as \"tenantId\", j.data->>'grantId' as \"grantId\" from pgboss.job j join app.connection_grants g on g.id::text = j.data->>'grantId' where j.name = 'connection-grants' and g.connection_id = $1 order by g.id desc", [id]);
const answered = async ({ id }: ConnectionView) => {
  const { authorizeUrl } = await company.admin.call(startConnectionGrant, { params: { connectionId: id }, body: {} });
  const { params } = await provider.visit(authorizeUrl);
  return () => company.admin.call(finishConnectionGrant, { body: params as unknown as { state: string } });
};

describe('two times of allowing the same connection (row:D1)', () => {
  it('end in what was answered last, though the exchange of the one before comes back later', async () => {
    const connection = await connect(company, `http://${receiver.host}/v2`, { ...settings, auth: allowedAt(provider.url), secret });
    const older = await answered(connection);
    const { grantId } = await older();
    const [job] = await jobsOfGrants(connection);
    if (!job) throw new Error('no job was enqueued');
    const hold = provider.hold();
    const running = worker.exchangeGrant(job);
    await hold.held;
    hold.noMore();
    await connected(connection);
    const newer = await kept(connection);
    hold.release();
    expect(await running).toBe('nothing_to_do');
    expect(await kept(connection)).toEqual(newer);
    const [row] = await api.database.look('select stage, problem, sealed_code as code from app.connection_grants where id = $1', [grantId]);
    expect(row).toEqual({ stage: 'failed', problem: expect.stringMatching(/connected it anew/), code: null });
    expect(await api.database.look("select 1 from app.audit_entries where action = 'connection.connect_failed' and subject_id = $1", [connection.id])).toHaveLength(1);
    expect((await grantOf(connection))?.latest).toMatchObject({ stage: 'connected' });
  }, 120_000);

  it('begun in one order and answered in the other end in what was answered last; what was answered before is not exchanged at all', async () => {
    const connection = await connect(company, `http://${receiver.host}/v2`, { ...settings, auth: allowedAt(provider.url), secret });
    const [first, second] = [await answered(connection), await answered(connection)];
    await second();
    const { grantId } = await first();
    const given = provider.given.length;
    const results = [];
    for (const job of await jobsOfGrants(connection)) results.push([job.grantId === grantId, await worker.exchangeGrant(job)]);
    expect(results).toEqual([[false, 'nothing_to_do'], [true, 'connected']]);
    expect(provider.given).toHaveLength(given + 1);
  }, 120_000);
});

describe('a renewal under way (row:D1)', () => {
  it('does not replace what somebody allowed meanwhile: its effect goes out by the newer one', async () => {
    const { connection, flow } = await made();
    await runOut(connection);
    const { running, release } = await renewing(flow);
    await connected(connection);
    const [newer, calls] = [await kept(connection), receiver.calls.length];
    release();
    expect(await running).toBe('succeeded');
    expect(await kept(connection)).toEqual(newer);
    expect(await worker.run(await wanted(flow))).toBe('succeeded');
    expect(new Set(receiver.calls.slice(calls).map(({ headers }) => headers['authorization'])).size).toBe(1);
  }, 120_000);

  it('that is refused for what was allowed before does not mark as lost what somebody allowed meanwhile', async () => {
    const { connection, flow } = await made();
    await runOut(connection);
    await provider.revokeAll();
    const { running, release } = await renewing(flow);
    await connected(connection);
    const newer = await kept(connection);
    release();
    expect(await running).toBe('succeeded');
    expect(await kept(connection)).toEqual(newer);
    expect(await grantOf(connection)).toMatchObject({ lostAt: null, lostBecause: null });
  }, 120_000);

  it('brings back no access token that an earlier secret bought, and leaves what the next is renewed by', async () => {
    const { connection, flow } = await made();
    await runOut(connection);
    const { job, running, release } = await renewing(flow);
    const calls = receiver.calls.length;
    const { name, baseUrl, auth, idempotency, lookUpPath, order, limits, replySchema, onDrift, revision } = connection;
    await company.admin.call(updateConnection, { params: { connectionId: connection.id }, body: { name, baseUrl, auth, idempotency, lookUpPath, order, limits, replySchema, onDrift, revision, paused: false, secret } });
    release();
    expect(await running).toBe('will_retry');
    expect((await effectStateOf(api.database, job))?.problem).toMatch(/was given another secret/);
    expect([(await kept(connection))?.token, receiver.calls.length]).toEqual([null, calls]);
    await passTime(api.database, job);
    expect(await worker.run(job)).toBe('succeeded');
  }, 120_000);
});

describe('an access token that is not accepted (row:D1)', () => {
  it('is not used again, and one that took its place meanwhile is', async () => {
    const { connection, flow } = await made();
    let answer = (): void => undefined;
    const [job, calls] = [await wanted(flow), receiver.calls.length];
    receiver.plan(() => new Promise((resolve) => (answer = () => resolve(answers(401)))));
    const running = worker.run(job);
    while (receiver.calls.length === calls) await new Promise((resolve) => setTimeout(resolve, 10));
    await connected(connection);
    const newer = await kept(connection);
    answer();
    expect(await running).toBe('will_retry');
    expect(await kept(connection)).toEqual(newer);
    receiver.plan(answers(401));
    await passTime(api.database, job);
    expect(await worker.run(job)).toBe('will_retry');
    expect(await kept(connection)).toMatchObject({ token: null, refresh: newer?.refresh });
  }, 120_000);
});

describe('an access token that nothing renews (row:D1)', () => {
  it.each([
    ['has run out', 'expires_at = now()', /has run out, and the provider gave nothing to renew it by/],
    ['was refused', 'sealed_token = null, expires_at = null', /is not good any more, and the provider gave nothing to renew it by/],
  ])('and that %s is a grant that is lost: effects are set aside, the page says why, and who can connect it is told once', async (_what, change, because) => {
    const { connection, flow } = await made();
    const jobs = [await wanted(flow), await wanted(flow)];
    await api.database.look(`update app.connection_tokens set sealed_refresh_token = null, ${change} where connection_id = $1`, [connection.id]);
    expect([await worker.run(jobs[0] as EffectJob), await worker.run(jobs[1] as EffectJob)]).toEqual(['parked', 'parked']);
    expect(await grantOf(connection)).toMatchObject({ lostAt: expect.any(String), lostBecause: expect.stringMatching(because) });
    expect(await api.database.look("select 1 from app.audit_entries where action = 'connection.grant_lost' and subject_id = $1", [connection.id])).toHaveLength(1);
    const { rows } = (await company.admin.call(showNotifications, { query: {} })).data;
    expect(rows.filter((row) => row.connection?.id === connection.id).map(({ kind }) => kind)).toEqual(['connection_needs_grant']);
    await connected(connection);
    expect(await grantOf(connection)).toMatchObject({ lostAt: null, lostBecause: null });
  }, 120_000);
});
