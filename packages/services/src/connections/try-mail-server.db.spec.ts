import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { testConnection, type ConnectionSettings } from '@countersign/contracts/connections';
import { connectMailServer, newCompany, openTestApi, openTestMailServer, openTestWorker, plainMailServer, writtenHost as host, type Company, type MailServerOptions, type TestApi, type TestMailServer, type TestWorker } from '@countersign/testing';
import type { ConnectionTestJob } from './index.js';

const account = { user: 'us', pass: 's3cret-password' };
const signsIn = { auth: { kind: 'basic', username: account.user }, secret: account.pass } as const;
let api: TestApi;
let company: Company;
let server: TestMailServer;
let worker: TestWorker;
beforeAll(async () => {
  api = await openTestApi({ allowedWebhookHosts: [host] });
  company = await newCompany(api, 'Acme');
}, 120_000);
afterAll(() => api.close());
beforeEach(() => serveBy({ account }));
afterEach(async () => {
  await worker.close();
  await server.close();
});

async function serveBy(options: MailServerOptions): Promise<void> {
  server = await openTestMailServer(options);
  worker = await openTestWorker(api.database, { allowedWebhookHosts: [server.host] });
}

async function asked(settings: Partial<ConnectionSettings> & { readonly secret?: string } = signsIn, to?: string): Promise<ConnectionTestJob> {
  const connection = await connectMailServer(company, host, settings);
  await api.database.look('update app.connections set base_url = $1 where id = $2', [`smtp://${server.host}`, connection.id]);
  const { testId } = await company.admin.call(testConnection, { params: { connectionId: connection.id }, body: to === undefined ? {} : { to } });
  const [row] = await api.database.look<{ tenantId: string }>('select tenant_id as "tenantId" from app.connection_tests where id = $1', [testId]);
  return { tenantId: row?.tenantId ?? '', testId };
}

interface Came {
  readonly stage: string | null;
  readonly status: number | null;
  readonly problem: string | null;
  readonly request: { readonly body: string } | null;
  readonly reply: { readonly body: string } | null;
}
const cameOf = async ({ testId }: ConnectionTestJob) => (await api.database.look<Came>('select stage, status, problem, request, reply from app.connection_tests where id = $1', [testId]))[0];

describe('a try of a mail server', () => {
  it('signs in and sends one mail that says what it is, under a Message-ID of its own, and keeps the conversation with no word of the password (row:D1)', async () => {
    const job = await asked(signsIn, 'admin@example.org');
    expect([await worker.tryConnection(job), await worker.tryConnection(job)]).toEqual(['answered', 'nothing_to_do']);
    expect(server.mails).toEqual([expect.objectContaining({ to: ['admin@example.org'], user: account.user, raw: expect.stringMatching(new RegExp(`Message-ID: <test_${job.testId}@example\\.com>[\\s\\S]*tries the mail server`)) })]);
    const came = await cameOf(job);
    expect(came).toMatchObject({ stage: 'answered', status: 250, problem: null, request: { body: expect.stringMatching(/EHLO example\.com[\s\S]*STARTTLS[\s\S]*AUTH PLAIN[\s\S]*RCPT TO:<admin@example\.org>/) }, reply: { body: expect.stringMatching(/^220[\s\S]*235/) } });
    expect(JSON.stringify(came)).not.toMatch(new RegExp(`${account.pass}|${Buffer.from(account.pass).toString('base64')}|${Buffer.from(`\0us\0${account.pass}`).toString('base64')}`));
  });

  it('signs in only where no address is given (row:D1)', async () => {
    const job = await asked();
    expect(await worker.tryConnection(job)).toBe('answered');
    expect([(await cameOf(job))?.status, server.mails]).toEqual([235, []]);
  });

  it('says how far it came where it is not taken: not let in, not taken for this address, not reached, handed over without a reply, or not to be called (row:D1)', async () => {
    const notLetIn = await asked({ ...signsIn, secret: 'another password' });
    expect([await worker.tryConnection(notLetIn), (await cameOf(notLetIn))?.status]).toEqual(['answered', 535]);
    const notTaken = await asked(signsIn, 'admin@example.org');
    server.plan({ at: 'to', code: 550 });
    expect([await worker.tryConnection(notTaken), (await cameOf(notTaken))?.status]).toEqual(['answered', 550]);
    const silent = await asked({ ...signsIn, limits: { ...plainMailServer.limits, headersMs: 200, bodyMs: 200 } }, 'admin@example.org');
    server.plan({ at: 'data', does: 'hang' });
    expect(await worker.tryConnection(silent)).toBe('unanswered');
    const gone = await asked();
    server.plan({ at: 'connect', does: 'drop' });
    expect(await worker.tryConnection(gone)).toBe('not_reached');
    const refused = await asked();
    await worker.close();
    worker = await openTestWorker(api.database, { allowedWebhookHosts: [] });
    expect([await worker.tryConnection(refused), (await cameOf(refused))?.problem]).toEqual(['refused', expect.stringMatching(/not a public address/)]);
  });

  it('is nothing to another company (row:F1)', async () => {
    const job = await asked();
    await newCompany(api, 'Borealis');
    const [foreign] = await api.database.look<{ id: string }>("select tenant_id as id from app.tenants where name = 'Borealis'");
    expect(await worker.tryConnection({ tenantId: foreign?.id ?? '', testId: job.testId })).toBe('nothing_to_do');
  });
});
