import { createWebhookEndpoint, endOlderSecrets, rotateWebhookSecret } from '@countersign/contracts/webhooks';
import { jobsOf, newCompany, openTestApi, openTestReceiver, openTestWorker, sealEarlier, type Company, type TestApi, type TestReceiver, type TestWorker } from '@countersign/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';

type ReceivedCall = TestReceiver['calls'][number];

let api: TestApi;
let receiver: TestReceiver;
let worker: TestWorker;
let company: Company;
let first = '';
let endpointId = '';
beforeAll(async () => {
  api = await openTestApi();
  receiver = await openTestReceiver();
  company = await newCompany(api, 'Acme', { webhookUrl: 'https://hooks.example.com/in' });
  await api.database.look('update app.webhook_endpoints set url = $1', [receiver.url]);
  worker = await openTestWorker(api.database, { allowedWebhookHosts: [receiver.host], delivery: { retryDelaysMs: [0, 0, 0] } });
  ({ endpointId, endpointSecret: first } = company);
}, 120_000);
afterAll(async () => {
  await worker.close();
  await receiver.close();
  await api.close();
});
beforeEach(async () => {
  await api.database.look('delete from app.webhook_secrets where endpoint_id = $1 and valid_until is null and id <> (select min(id::text)::uuid from app.webhook_secrets where endpoint_id = $1)', [endpointId]);
  await api.database.look('update app.webhook_secrets set valid_until = null where endpoint_id = $1', [endpointId]);
});

const rotate = async (keepOldHours: number) => (await company.admin.call(rotateWebhookSecret, { params: { endpointId }, body: { keepOldHours } })).secret;

/** What the receiver got for a request that was just approved. */
async function sent(): Promise<ReceivedCall> {
  const { id } = await company.submit({ title: 'Small', amount: { amount: '10.00', currency: 'EUR' } });
  await company.decide(company.budgetOwner, id, 'approve');
  for (const job of await jobsOf(api.database, id)) expect(await worker.run(job)).toBe('succeeded');
  const call = receiver.calls.at(-1);
  if (!call) throw new Error('nothing was received');
  return call;
}

/** What each of three verifiers says: that of Standard Webhooks, Svix's in a process of its own as a receiver would have it, and the specification by hand. */
function acceptedWith(secret: string, { body, headers }: ReceivedCall): boolean[] {
  return [
    doesNotThrow(() => new Webhook(secret).verify(body, headers)),
    spawnSync(process.execPath, ['--input-type=module', '-e', svixScript], { cwd: join(process.cwd(), 'packages/services'), input: JSON.stringify({ secret, body, headers }) }).status === 0,
    (headers['webhook-signature'] ?? '').split(' ').includes(`v1,${createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64')}`),
  ];
}

const svixScript = "import { Webhook } from 'svix'; import { text } from 'node:stream/consumers'; const { secret, body, headers } = JSON.parse(await text(process.stdin)); new Webhook(secret).verify(body, headers);";
const all = [true, true, true];
const none = [false, false, false];

function doesNotThrow(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

describe('the signing secret of an endpoint', () => {
  it('is changed without a gap: receivers with the old one and with the new one accept, those with another do not (row:D2)', async () => {
    expect(acceptedWith(first, await sent())).toEqual(all);
    const second = await rotate(24);
    const call = await sent();
    expect(call.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    expect([acceptedWith(first, call), acceptedWith(second, call), acceptedWith(`whsec_${Buffer.alloc(32).toString('base64')}`, call)]).toEqual([all, all, none]);
  }, 60_000);

  it('is not used any more when its time has come, and what is tried again is signed with what is valid then (row:D2)', async () => {
    receiver.plan({ status: 500 });
    const { id } = await company.submit({ title: 'Small', amount: { amount: '10.00', currency: 'EUR' } });
    await company.decide(company.budgetOwner, id, 'approve');
    const [job] = await jobsOf(api.database, id);
    if (!job) throw new Error('an effect has a job');
    expect(await worker.run(job)).toBe('will_retry');
    const second = await rotate(1);
    await api.database.look("update app.webhook_secrets set valid_until = now() - interval '1 second' where endpoint_id = $1 and valid_until is not null", [endpointId]);
    expect(await worker.run(job)).toBe('succeeded');
    const [before, after] = receiver.calls.slice(-2);
    if (!before || !after) throw new Error('it was tried twice');
    expect(after.headers['webhook-signature']?.split(' ')).toHaveLength(1);
    expect([acceptedWith(first, before), acceptedWith(first, after), acceptedWith(second, after)]).toEqual([all, none, all]);
    expect([after.headers['webhook-id'], after.body]).toEqual([before.headers['webhook-id'], before.body]);
  }, 60_000);

  it('ends at once where that is asked (row:D2)', async () => {
    const second = await rotate(0);
    const call = await sent();
    expect([acceptedWith(first, call), acceptedWith(second, call)]).toEqual([none, all]);
  }, 60_000);

  it('ends later, too, where it was to go on for a day (row:D2)', async () => {
    const second = await rotate(24);
    expect(acceptedWith(first, await sent())).toEqual(all);
    await company.admin.call(endOlderSecrets, { params: { endpointId } });
    const call = await sent();
    expect([acceptedWith(first, call), acceptedWith(second, call), call.headers['webhook-signature']?.split(' ').length]).toEqual([none, all, 1]);
  }, 60_000);

  it('is signed with where the release before this one kept it, and stays valid beside a new one (row:D2)', async () => {
    const [endpoint] = await api.database.look<{ tenantId: string }>('select tenant_id as "tenantId" from app.webhook_endpoints where id = $1', [endpointId]);
    if (!endpoint) throw new Error('the company has an endpoint');
    const kept = sealEarlier(api.database.secrets.masterKey, endpoint.tenantId, 'webhook endpoint secret', first);
    await api.database.look('update app.webhook_endpoints set sealed_secret = $2 where id = $1', [endpointId, kept]);
    await api.database.look('delete from app.webhook_secrets where endpoint_id = $1', [endpointId]);
    expect(acceptedWith(first, await sent())).toEqual(all);
    const second = await rotate(24);
    const call = await sent();
    expect([acceptedWith(first, call), acceptedWith(second, call)]).toEqual([all, all]);
    await api.database.look('update app.webhook_endpoints set sealed_secret = null where id = $1', [endpointId]);
  }, 60_000);

  it("signs nothing of another endpoint's, nor of another company's (row:D2 row:F1)", async () => {
    const other = await company.admin.call(createWebhookEndpoint, { body: { name: 'Other', url: 'https://hooks.example.com/other' } });
    const theirs = await newCompany(api, 'Borealis');
    const call = await sent();
    expect([acceptedWith(other.secret, call), acceptedWith(theirs.endpointSecret, call)]).toEqual([none, none]);
  }, 60_000);
});
