import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { getEffect, repairEffect } from '@countersign/contracts/effects';
import { updateConnection } from '@countersign/contracts/connections';
import { attemptsOf, effectStateOf, newCompany, openTestApi, openTestMailServer, openTestWorker, passTime, plainMailServer, throughMail, writtenHost as host, type Company, type MailServerOptions, type MailSettings, type TestApi, type TestMailServer, type TestWorker } from '@countersign/testing';
import type { EffectJob } from './index.js';

const account = { user: 'us', pass: 's3cret-password' };
const signsIn = { auth: { kind: 'basic', username: account.user }, secret: account.pass } as const;
let api: TestApi;
let company: Company;
let server: TestMailServer;
const opened: TestWorker[] = [];
beforeAll(async () => {
  api = await openTestApi({ allowedWebhookHosts: [host] });
  company = await newCompany(api, 'Acme');
});
afterAll(() => api.close());
beforeEach(async () => {
  server = await openTestMailServer();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
  await server.close();
});

async function openWorker(allowedWebhookHosts = [server.host]): Promise<TestWorker> {
  const one = await openTestWorker(api.database, { allowedWebhookHosts, delivery: { retryDelaysMs: [0, 0, 0, 0], leaseMs: 300 } });
  opened.push(one);
  return one;
}

async function serveBy(options: MailServerOptions): Promise<void> {
  await server.close();
  server = await openTestMailServer(options);
}

const through = (settings: MailSettings = {}) => throughMail({ database: api.database, company, server }, settings);
const stateOf = (job: EffectJob) => effectStateOf(api.database, job);
const attempts = (job: EffectJob) => attemptsOf(api.database, job);
const messageIdOf = ({ effectId }: EffectJob) => `<eff_${effectId}@example.com>`;

describe('a mail that is taken', () => {
  it('says what was approved, filled in from the request, to the address and to whoever made it, under a Message-ID made from its key (row:C1 row:C2 row:D1)', async () => {
    await serveBy({ account });
    const { wanted } = await through(signsIn);
    const job = await wanted({ title: 'Chairs\nBcc: evil@example.net', amount: { amount: '12.50', currency: 'EUR' } });
    expect(await (await openWorker()).run(job)).toBe('succeeded');
    const [mail, ...more] = server.mails;
    const [{ email } = { email: '' }] = await api.database.look<{ email: string }>('select m.email from app.requests q join app.members m on m.tenant_id = q.tenant_id and m.id = q.requester_id where q.id = $1', [job.requestId]);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ from: 'approvals@example.com', to: ['vendor@example.org', email], user: account.user, isSecure: true });
    expect(mail?.raw).toContain(`Message-ID: ${messageIdOf(job)}`);
    expect(mail?.raw).toMatch(/^Subject: Approved: Chairs Bcc: evil@example.net\r$/m);
    expect(mail?.raw).toContain('may spend 12.50 EUR');
    const [kept] = await attempts(job);
    expect(kept).toMatchObject({ asked: 'mail', status: 250, request: { headers: { 'message-id': messageIdOf(job) }, body: expect.stringMatching(/STARTTLS[\s\S]*MAIL FROM/) }, reply: { body: expect.stringMatching(/^220/) } });
    expect(JSON.stringify(kept)).not.toMatch(new RegExp(`${account.pass}|${Buffer.from(`\0us\0${account.pass}`).toString('base64')}`));
  });

  it.each(['implicit', 'none'] as const)('is handed over with TLS %s as the connection says (row:D1)', async (tls) => {
    await serveBy({ isSecure: tls === 'implicit' });
    const { wanted } = await through({ mail: { tls, from: 'approvals@example.com' } });
    expect(await (await openWorker()).run(await wanted())).toBe('succeeded');
    expect(server.mails[0]?.isSecure).toBe(tls === 'implicit');
  });

  it('is sent once although its job is delivered to several workers at once, and is nothing to another tenant (row:C2 row:F1)', async () => {
    const { wanted } = await through();
    const job = await wanted();
    const [one, two] = [await openWorker(), await openWorker()];
    const other = await newCompany(api, 'Other');
    const [{ tenant_id: tenantId } = { tenant_id: '' }] = await api.database.look<{ tenant_id: string }>('select tenant_id from app.webhook_endpoints where id = $1', [other.endpointId]);
    expect(await one.run({ ...job, tenantId })).toBe('nothing_to_do');
    const results = await Promise.all([one.run(job), two.run(job), one.run(job)]);
    expect(results.filter((result) => result === 'succeeded')).toHaveLength(1);
    expect(server.mails).toHaveLength(1);
  });

  it('for one address and not for another waits for a person, and is not sent to the first one again (row:C2)', async () => {
    server.plan({ at: 'to', address: 'vendor@example.org', code: 550 });
    const { wanted } = await through();
    const job = await wanted();
    const worker = await openWorker();
    expect([await worker.run(job), await worker.run(job)]).toEqual(['parked', 'nothing_to_do']);
    expect(await stateOf(job)).toMatchObject({ inDoubt: true, problem: expect.stringMatching(/not to vendor@example\.org/) });
    expect(server.mails).toHaveLength(1);
  });
});

describe('a mail that is not taken', () => {
  it.each([['from', 451], ['to', 450], ['data', 452]] as const)('%s with %i is tried again, under the same Message-ID (row:C3)', async (at, code) => {
    server.plan({ at, code });
    const { wanted } = await through({ effect: { to: [{ kind: 'address', address: 'vendor@example.org' }] } });
    const job = await wanted();
    const worker = await openWorker();
    expect([await worker.run(job), await worker.run(job)]).toEqual(['will_retry', 'succeeded']);
    expect((await attempts(job)).map(({ status }) => status)).toEqual([code, 250]);
    expect(server.mails.every(({ raw }) => raw.includes(messageIdOf(job)))).toBe(true);
  });

  it.each([['from', 550], ['to', 550], ['data', 554]] as const)('%s with %i has failed, and is not tried again (row:C3)', async (at, code) => {
    server.plan({ at, code });
    const { wanted } = await through({ effect: { to: [{ kind: 'address', address: 'vendor@example.org' }] } });
    const job = await wanted();
    const worker = await openWorker();
    expect([await worker.run(job), await worker.run(job)]).toEqual(['failed', 'nothing_to_do']);
    expect(await stateOf(job)).toMatchObject({ state: 'failed', inDoubt: false, problem: expect.stringMatching(new RegExp(`answered ${code}`)) });
  });

  it('since nobody is let in waits for a person: the connection needs somebody (row:D1)', async () => {
    await serveBy({ account });
    const { wanted } = await through({ ...signsIn, secret: 'another password' });
    const job = await wanted();
    expect(await (await openWorker()).run(job)).toBe('parked');
    expect([await stateOf(job), server.mails]).toEqual([expect.objectContaining({ inDoubt: false, problem: expect.stringMatching(/535[\s\S]*Nothing was sent/) }), []]);
    expect(JSON.stringify(await attempts(job))).not.toContain('another password');
  });

  it('since the server cannot be reached is tried as often as agreed, has failed then, and is not in doubt (row:C3)', async () => {
    server.plan({ at: 'connect', does: 'drop' }, { at: 'connect', does: 'hang' }, { at: 'connect', does: 'drop' });
    const { wanted } = await through({ limits: { ...plainMailServer.limits, headersMs: 200 } });
    const job = await wanted();
    const worker = await openWorker();
    expect([await worker.run(job), await worker.run(job), await worker.run(job)]).toEqual(['will_retry', 'will_retry', 'failed']);
    expect(await stateOf(job)).toMatchObject({ inDoubt: false });
    expect(server.mails).toEqual([]);
  });

  it('by a server whose certificate nobody vouches for, or that offers no TLS where it is asked for, is not handed over (row:D1)', async () => {
    await serveBy({ isVouchedFor: false });
    const { wanted } = await through();
    const job = await wanted();
    expect(await (await openWorker()).run(job)).toBe('will_retry');
    expect([(await stateOf(job))?.problem, server.mails]).toEqual([expect.stringMatching(/certificate/), []]);
  });

  it('is not spoken of to an address that is not public, where nobody allows it (row:C3 row:D1)', async () => {
    const { wanted } = await through();
    const job = await wanted();
    expect(await (await openWorker([])).run(job)).toBe('failed');
    expect([(await stateOf(job))?.problem, server.mails]).toEqual([expect.stringMatching(/not a public address/), []]);
  });

  it('goes to nobody where whoever made the request has left (row:C4)', async () => {
    const { wanted } = await through();
    const job = await wanted();
    const leave = (at: string) => api.database.look(`update app.members set deactivated_at = ${at} where id = (select requester_id from app.requests where id = $1)`, [job.requestId]);
    await leave('now()');
    expect(await (await openWorker()).run(job)).toBe('parked');
    await leave('null');
    expect([(await stateOf(job))?.problem, server.mails]).toEqual([expect.stringMatching(/no member any more/), []]);
  });
});

describe('a mail of which nobody knows whether it was sent', () => {
  it.each(['drop', 'hang'] as const)('since the server is gone after it took it (%s) is never sent again blindly: a person has to look (row:C2)', async (does) => {
    server.plan({ at: 'data', does });
    const { wanted } = await through({ limits: { ...plainMailServer.limits, headersMs: 200, bodyMs: 200 } });
    const job = await wanted();
    const worker = await openWorker();
    expect([await worker.run(job), await worker.run(job)]).toEqual(['unknown', 'nothing_to_do']);
    expect(server.mails).toHaveLength(1);
    expect(await stateOf(job)).toMatchObject({ inDoubt: true });
  });

  it('since whoever sent it died before it was recorded is never sent again by who takes over, nor by who comes back (row:C2)', async () => {
    const [dies, takesOver] = [await openWorker(), await openWorker()];
    const { wanted } = await through();
    const job = await wanted();
    // Between the mail server's taking it and the record: the lease runs out, and another worker looks.
    const results: string[] = [];
    server.plan({ at: 'data', does: async () => {
      await passTime(api.database, job);
      results.push(await takesOver.run(job));
    } });
    results.push(await dies.run(job));
    expect(results).toEqual(['unknown', 'taken_over']);
    expect([server.mails.length, await stateOf(job)]).toEqual([1, expect.objectContaining({ state: 'unknown', problem: expect.stringContaining(messageIdOf(job)) })]);
  });

  it('is not begun once somebody else has taken it over, however long the mail server took to greet (row:C2)', async () => {
    const [slow, takesOver] = [await openWorker(), await openWorker()];
    const { wanted } = await through();
    const job = await wanted();
    const results: string[] = [];
    server.plan({ at: 'connect', does: async () => {
      await passTime(api.database, job);
      results.push(await takesOver.run(job));
    } });
    results.push(await slow.run(job));
    // Who took over could not know how far the first one had come.
    expect([results, server.mails, await stateOf(job)]).toEqual([['unknown', 'taken_over'], [], expect.objectContaining({ state: 'unknown' })]);
  });

  it('is sent again once a person has looked and says so, with the same Message-ID, and not before (row:C4)', async () => {
    server.plan({ at: 'data', does: 'drop' });
    const { wanted } = await through();
    const job = await wanted();
    const worker = await openWorker();
    await worker.run(job);
    const shown = await company.admin.call(getEffect, { params: { effectId: job.effectId } });
    expect(shown.repairs.find(({ how }) => how === 'retry')?.meaning).toMatch(/may get it twice, with the same Message-ID/);
    await company.admin.call(repairEffect, { params: { effectId: job.effectId }, body: { how: 'retry', reason: 'They did not get it', state: 'unknown', shown: shown.shown } });
    expect(await worker.run(job)).toBe('succeeded');
    expect(server.mails.map(({ raw }) => raw.includes(`Message-ID: ${messageIdOf(job)}`))).toEqual([true, true]);
  });
});

describe('a mail that was approved for another mail server', () => {
  it.each([['another from', { mail: { tls: 'starttls', from: 'other@example.com' } }], ['another host', { baseUrl: 'smtp://127.0.0.1:9' }]] as const)('(%s) waits for a person (row:A4)', async (_, change) => {
    const { wanted, connection } = await through();
    const job = await wanted();
    const { id: connectionId, name, revision, changedAt: _at, pausedAt: _paused, hasSecret: _secret, ...rest } = connection;
    await company.admin.call(updateConnection, { params: { connectionId }, body: { name, ...rest, baseUrl: `smtp://${host}`, ...(change as object), ...('baseUrl' in change && { baseUrl: 'smtp://mail.example.com:2525' }), paused: false, revision } });
    expect(await (await openWorker()).run(job)).toBe('parked');
    expect(server.mails).toEqual([]);
  });
});
