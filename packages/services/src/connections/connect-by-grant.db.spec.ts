import { finishConnectionGrant, startConnectionGrant, type ConnectionView } from '@countersign/contracts/connections';
import { previewRepairs, startRepairs } from '@countersign/contracts/effects';
import { showConnection, showNotifications } from '@countersign/contracts/screens';
import { addFlow, allowedAt, callStep, connect, effectStateOf, jobsOf, newCompany, openTestApi, openTestProvider, openTestReceiver, openTestWorker, signedBy, type Company, type Person, type RequestFlow, type TestApi, type TestProvider, type TestReceiver, type TestWorker } from '@countersign/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EffectJob } from '../effects/index.js';

const redirectUri = 'http://127.0.0.1:4310/connections/connected';
const clientSecret = 'planted-secret-of-the-client';
let provider: TestProvider;
let receiver: TestReceiver;
let api: TestApi;
let company: Company;
let worker: TestWorker;
let other: TestWorker;
let hosts: string[] = [];
beforeAll(async () => {
  [provider, receiver] = [await openTestProvider({ redirectUri, clientSecret }), await openTestReceiver()];
  hosts = [provider.host, receiver.host];
  api = await openTestApi({ allowedWebhookHosts: hosts });
  company = await newCompany(api, 'Acme');
  [worker, other] = [await openTestWorker(api.database, { allowedWebhookHosts: hosts }), await openTestWorker(api.database, { allowedWebhookHosts: hosts })];
}, 180_000);
afterAll(async () => {
  await Promise.all([worker.close(), other.close()]);
  await Promise.all([provider.close(), receiver.close()]);
  await api.close();
});

interface Made {
  readonly connection: ConnectionView;
  readonly flow: RequestFlow;
}

async function made(issuer: string | null = null): Promise<Made> {
  const connection = await connect(company, `http://${receiver.host}/v2`, { auth: allowedAt(provider.url, issuer), secret: clientSecret });
  const flow = await addFlow(company, connection.name, { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), callStep(connection.id)] });
  return { connection, flow };
}

const begin = async ({ id }: ConnectionView, by: Person = company.admin) => (await by.call(startConnectionGrant, { params: { connectionId: id }, body: {} })).authorizeUrl;
const finish = (params: Readonly<Record<string, string>>, by: Person = company.admin) => by.call(finishConnectionGrant, { body: params as { state: string } });
const grantOf = async ({ id }: ConnectionView) => (await company.admin.call(showConnection, { query: { connectionId: id } })).data.grant;

/** What the worker is to exchange. */
async function exchange({ id }: ConnectionView): Promise<string> {
  const [job] = await api.database.look<{ tenantId: string; grantId: string }>("select j.data->>'tenantId' as \"tenantId\", j.data->>'grantId' as \"grantId\" from pgboss.job j join app.connection_grants g on g.id::text = j.data->>'grantId' where j.name = 'connection-grants' and g.connection_id = $1 order by g.id desc limit 1", [id]);
  return job ? worker.exchangeGrant(job) : 'no job';
}

async function connected(connection: ConnectionView): Promise<void> {
  const { params } = await provider.visit(await begin(connection));
  await finish(params);
  expect(await exchange(connection)).toBe('connected');
}

async function wanted(flow: RequestFlow): Promise<EffectJob> {
  const { id } = await flow.submit();
  await company.decide(company.budgetOwner, id, 'approve');
  const [job] = await jobsOf(api.database, id);
  if (!job) throw new Error('no job was enqueued');
  return job;
}

const runOut = ({ id }: ConnectionView) => api.database.look("update app.connection_tokens set expires_at = now() - interval '1 second' where connection_id = $1", [id]);
const refreshes = () => provider.given.filter((kind) => kind === 'refresh_token').length;
const shownTokens = (since: number) => receiver.calls.slice(since).map(({ headers }) => headers['authorization'] ?? '');

describe('connecting by OAuth 2.0 (row:D1)', () => {
  it('sends somebody there with PKCE and one fixed address, exchanges what they come back with in the worker, and calls with the token', async () => {
    const { connection, flow } = await made();
    expect(await grantOf(connection)).toEqual({ redirectUri, grantedAt: null, lostAt: null, lostBecause: null, latest: null });
    const authorizeUrl = await begin(connection);
    expect(Object.fromEntries(new URL(authorizeUrl).searchParams)).toEqual({ response_type: 'code', client_id: 'countersign', redirect_uri: redirectUri, scope: 'payments', state: expect.stringMatching(/^[\w-]{43}$/), code_challenge: expect.stringMatching(/^[\w-]{43}$/), code_challenge_method: 'S256' });
    const { params } = await provider.visit(authorizeUrl);
    expect(await finish(params)).toMatchObject({ connectionId: connection.id, stage: 'answered' });
    expect((await grantOf(connection))?.latest).toMatchObject({ stage: 'answered', problem: null });
    expect(await exchange(connection)).toBe('connected');
    expect(await grantOf(connection)).toMatchObject({ grantedAt: expect.any(String), lostAt: null, latest: { stage: 'connected' } });
    const before = receiver.calls.length;
    expect(await worker.run(await wanted(flow))).toBe('succeeded');
    const [token = ''] = shownTokens(before);
    expect(token).toMatch(/^Bearer [\w-]{20,}$/);
    const kept = JSON.stringify([await api.database.look('select * from app.connection_grants'), await api.database.look("select encode(sealed_token, 'escape') as token, encode(sealed_refresh_token, 'escape') as refresh from app.connection_tokens"), await api.database.look("select convert_from(canonical, 'UTF8') as entry from app.audit_entries where action like 'connection%'"), await api.database.look('select data from pgboss.job')]);
    for (const secret of [token.slice('Bearer '.length), params['code'] ?? '', params['state'] ?? '', clientSecret]) expect(kept).not.toContain(secret);
    expect(JSON.stringify(api.errors)).not.toContain(clientSecret);
  }, 120_000);

  it.each(['access_denied', 'invalid_scope', 'something_else'])('says in plain words why the other system said no: %s, and nothing that it could make up', async (error) => {
    const { connection } = await made();
    const authorizeUrl = await begin(connection);
    const { params } = error === 'access_denied' ? await provider.visit(authorizeUrl, 'no') : { params: { state: new URL(authorizeUrl).searchParams.get('state') ?? '', error } };
    const { state = '', error: said = '' } = params as Record<string, string>;
    expect(await finish({ state, error: said })).toMatchObject({ stage: 'refused' });
    const problem = (await grantOf(connection))?.latest?.problem ?? '';
    expect(problem).toMatch(error === 'access_denied' ? /^It was not allowed there: somebody declined/ : error === 'invalid_scope' ? /does not know this scope/ : /^The other system said no, for a reason that is not one of the standard’s\.$/);
    expect(problem).not.toContain('planted');
    expect(await exchange(connection)).toBe('no job');
  }, 120_000);

  it('takes an answer only from the issuer that the connection names, where it names one', async () => {
    const [wrong, right] = [await made('https://evil.example.com'), await made(provider.url)];
    const { params } = await provider.visit(await begin(wrong.connection));
    expect(await finish(params)).toMatchObject({ stage: 'refused' });
    expect((await grantOf(wrong.connection))?.latest?.problem).toMatch(/does not say that it comes from https:\/\/evil\.example\.com/);
    const { params: { iss: _iss, ...without } } = await provider.visit(await begin(right.connection));
    expect(await finish(without)).toMatchObject({ stage: 'refused' });
    await connected(right.connection);
  }, 120_000);

  it('does not exchange a code a second time, whatever became of the first', async () => {
    const { connection } = await made();
    const { params } = await provider.visit(await begin(connection));
    await finish(params);
    const given = provider.given.length;
    // As a worker leaves it that died between asking and recording.
    await api.database.look("update app.connection_grants set stage = 'exchanging' where connection_id = $1", [connection.id]);
    expect(await exchange(connection)).toBe('failed');
    expect((await grantOf(connection))?.latest).toMatchObject({ stage: 'failed', problem: expect.stringMatching(/It is good once: connect again/) });
    expect(await exchange(connection)).toBe('nothing_to_do');
    expect(provider.given).toHaveLength(given);
  }, 120_000);

  it('is not exchanged by a connection that was changed meanwhile', async () => {
    const { connection } = await made();
    const { params } = await provider.visit(await begin(connection));
    await finish(params);
    await api.database.look("update app.connections set binding_digest = 'other' where id = $1", [connection.id]);
    expect(await exchange(connection)).toBe('failed');
  }, 120_000);
});

describe('renewing an access token (row:D1)', () => {
  it('asks once for fifty effects of two workers, keeps the refresh token that replaces the one before, and does so again and again', async () => {
    const { connection, flow } = await made();
    await connected(connection);
    const effects: EffectJob[] = [];
    for (let index = 0; index < 50; index += 1) effects.push(await wanted(flow));
    const sealedNow = async () => (await api.database.look<{ sealed: string }>("select encode(sealed_refresh_token, 'hex') as sealed from app.connection_tokens where connection_id = $1", [connection.id]))[0]?.sealed;
    const [before, calls, sealed] = [refreshes(), receiver.calls.length, await sealedNow()];
    await runOut(connection);
    expect(await Promise.all(effects.map((job, index) => (index % 2 === 0 ? worker : other).run(job)))).toEqual(effects.map(() => 'succeeded'));
    expect(refreshes()).toBe(before + 1);
    expect([shownTokens(calls).length, new Set(shownTokens(calls)).size]).toEqual([50, 1]);
    expect(await sealedNow()).not.toBe(sealed);
    for (let turn = 0; turn < 2; turn += 1) {
      await runOut(connection);
      expect(await worker.run(await wanted(flow))).toBe('succeeded');
    }
    expect(refreshes()).toBe(before + 3);
  }, 240_000);

  it('whose answer a killed worker took along sets effects aside and says what it is; connected again they are carried out in one step', async () => {
    const { connection, flow } = await made();
    await connected(connection);
    await runOut(connection);
    const hold = provider.hold();
    const secretsFile = join(api.database.filesFolder, 'secrets.json');
    writeFileSync(secretsFile, JSON.stringify(api.database.secrets), { mode: 0o600 });
    const url = new URL(api.database.adminUrl);
    const env = { PATH: process.env.PATH, DATABASE_URL_BASE: `postgres://${url.host}${url.pathname}`, SECRETS_FILE: secretsFile, COUNTERSIGN_DATA_DIR: api.database.filesFolder, ALLOWED_WEBHOOK_HOSTS: hosts.join(',') };
    const process1 = fork(join(process.cwd(), 'apps/worker/dist/app/main.js'), { env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const job = await wanted(flow);
    await hold.held;
    process1.kill('SIGKILL');
    await once(process1, 'close');
    hold.release();
    await api.database.look("update app.effects set lease_until = now() - interval '1 second', next_attempt_at = null where id = $1", [job.effectId]);
    await api.database.look("update app.connection_tokens set fetching_until = now() - interval '1 second' where connection_id = $1", [connection.id]);
    const calls = receiver.calls.length;
    expect(await worker.run(job)).toBe('parked');
    expect((await effectStateOf(api.database, job))?.problem).toMatch(/needs connecting again: the answer to an earlier renewal was lost/);
    expect(receiver.calls).toHaveLength(calls);
    expect(await grantOf(connection)).toMatchObject({ lostAt: expect.any(String), lostBecause: expect.stringMatching(/was lost/) });
    await connected(connection);
    await releaseAll(connection);
    expect(await worker.run(job)).toBe('succeeded');
  }, 240_000);

  it('that was taken back there sets effects aside, marks the connection once, and asks there no more; connected again they go out in one step', async () => {
    const { connection, flow } = await made();
    await connected(connection);
    const jobs = [await wanted(flow), await wanted(flow), await wanted(flow)];
    await provider.revokeAll();
    await runOut(connection);
    expect(await Promise.all(jobs.map((job, index) => (index % 2 === 0 ? worker : other).run(job)))).toEqual(['parked', 'parked', 'parked']);
    expect(await grantOf(connection)).toMatchObject({ lostAt: expect.any(String), lostBecause: expect.stringMatching(/what was allowed holds no more/) });
    const lost = await api.database.look("select 1 from app.audit_entries where action = 'connection.grant_lost' and subject_id = $1", [connection.id]);
    expect(lost).toHaveLength(1);
    const told = (await company.admin.call(showNotifications, { query: {} })).data.rows.filter((row) => row.connection?.id === connection.id);
    expect(told).toEqual([expect.objectContaining({ kind: 'connection_needs_grant', by: null, did: expect.stringMatching(/^set aside what calls .*: it needs connecting again\. The first was for request \d+$/) })]);
    expect((await company.requester.call(showNotifications, { query: {} })).data.rows.filter((row) => row.connection !== undefined)).toEqual([]);
    await connected(connection);
    expect(await grantOf(connection)).toMatchObject({ lostAt: null, lostBecause: null });
    await releaseAll(connection);
    expect(await Promise.all(jobs.map((job) => worker.run(job)))).toEqual(['succeeded', 'succeeded', 'succeeded']);
  }, 240_000);

  it('of a connection that nobody has connected yet sends nothing anywhere', async () => {
    const { flow } = await made();
    const [given, calls] = [provider.given.length, receiver.calls.length];
    const job = await wanted(flow);
    expect(await worker.run(job)).toBe('parked');
    expect((await effectStateOf(api.database, job))?.problem).toMatch(/^nobody has connected it yet\. Press Connect on the page of the connection first/);
    expect([provider.given.length, receiver.calls.length]).toEqual([given, calls]);
  }, 120_000);

  it('and a refresh token go with a new data key, as every secret does', async () => {
    const { connection, flow } = await made();
    await connected(connection);
    const job = await wanted(flow);
    await worker.rotateDataKey(job.tenantId);
    const [kept] = await api.database.look<{ token: number; refresh: number; newest: number }>('select get_byte(sealed_token, 4) as token, get_byte(sealed_refresh_token, 4) as refresh, (select max(k.number) from app.data_keys k where k.tenant_id = t.tenant_id) as newest from app.connection_tokens t where connection_id = $1', [connection.id]);
    expect([kept?.token, kept?.refresh]).toEqual([kept?.newest, kept?.newest]);
    await runOut(connection);
    expect(await worker.run(job)).toBe('succeeded');
  }, 120_000);
});

/** Everything of a connection that was set aside, tried again by one decision. */
async function releaseAll({ id }: ConnectionView): Promise<void> {
  const { until, planDigest } = await company.admin.call(previewRepairs, { query: { how: 'retry', ofState: 'parked', connectionId: id } });
  const repairs = await company.admin.call(startRepairs, { body: { how: 'retry', reason: 'It is connected again', ofState: 'parked', connectionId: id, until, planDigest } });
  const [job] = await api.database.look<{ tenantId: string; repairId: string }>("select data->>'tenantId' as \"tenantId\", data->>'repairId' as \"repairId\" from pgboss.job where name = 'effect-repairs' and data->>'repairId' = $1", [repairs.id]);
  if (!job) throw new Error('no job was enqueued');
  expect(await worker.runRepairs(job)).toBe('done');
}
