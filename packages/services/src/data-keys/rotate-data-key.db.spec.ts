import { testConnection, updateConnection, type ConnectionView } from '@countersign/contracts/connections';
import { jobsOf, newCompany, openTestApi, openTestReceiver, openTestWorker, plainConnection, addSource, connect, memberIdOf, orderPlaced, sealEarlier, signStandard, type Company, type TestApi, type TestReceiver, type TestWorker } from '@countersign/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';

const host = '127.0.0.1:9';
let api: TestApi;
let receiver: TestReceiver;
let worker: TestWorker;
let company: Company;
let other: Company;
let tenantId = '';
let otherId = '';
let callsBefore = 0;
beforeAll(async () => {
  api = await openTestApi({ allowedWebhookHosts: [host] });
  receiver = await openTestReceiver();
  [company, other] = [await newCompany(api, 'Acme'), await newCompany(api, 'Borealis')];
  await api.database.look('update app.webhook_endpoints set url = $1', [receiver.url]);
  worker = await openTestWorker(api.database, { allowedWebhookHosts: [receiver.host] });
  [tenantId, otherId] = await Promise.all([tenantOf(company), tenantOf(other)]);
}, 120_000);
afterAll(async () => {
  await worker.close();
  await receiver.close();
  await api.close();
});
beforeEach(() => {
  callsBefore = receiver.calls.length;
});

const tenantOf = async (of: Company) => (await api.database.look<{ id: string }>('select tenant_id as id from app.members where id = $1', [await memberIdOf(of, of.admin)]))[0]?.id ?? '';
const keysOf = (of = tenantId) => api.database.look<{ number: number; retired: boolean }>('select number, retired_at is not null as retired from app.data_keys where tenant_id = $1 order by number', [of]);
const auth = { kind: 'api_key', header: 'X-Api-Key' } as const;

/** A connection to the receiver that shows this secret. */
async function connected(secret: string, of = company): Promise<ConnectionView> {
  const connection = await connect(of, `http://${host}/v2`, { auth, secret });
  await api.database.look('update app.connections set base_url = $1 where id = $2', [`http://${receiver.host}/v2`, connection.id]);
  return connection;
}

/** What the worker shows the other system. */
async function shown({ id }: ConnectionView, of = company): Promise<string | undefined> {
  const { testId } = await of.admin.call(testConnection, { params: { connectionId: id }, body: { path: `/${randomBytes(4).toString('hex')}` } });
  const [test] = await api.database.look<{ tenantId: string; path: string; stage: string }>('select tenant_id as "tenantId", path from app.connection_tests where id = $1', [testId]);
  await worker.tryConnection({ tenantId: test?.tenantId ?? '', testId });
  const [came] = await api.database.look<{ problem: string | null }>('select problem from app.connection_tests where id = $1', [testId]);
  return receiver.calls.find(({ path }) => path === `/v2${test?.path}`)?.headers['x-api-key'] ?? came?.problem ?? undefined;
}

const secretOf = async ({ id }: ConnectionView) => (await api.database.look<{ sealed: Buffer }>('select sealed_secret as sealed from app.connections where id = $1', [id]))[0]?.sealed ?? Buffer.alloc(0);

describe('a sealed secret (row:D1)', () => {
  it('is by its tenant’s own data key, which is there from the first moment and wrapped: nothing in the database opens it', async () => {
    const sealed = await secretOf(await connected('sk_live_1'));
    expect([sealed[0], sealed.readUInt32BE(1)]).toEqual([2, 1]);
    const keys = await api.database.look<{ wrapped: Buffer; tenant: string }>('select wrapped, tenant_id as tenant from app.data_keys');
    expect(new Set(keys.map(({ tenant }) => tenant))).toEqual(new Set([tenantId, otherId]));
    expect(new Set(keys.map(({ wrapped }) => wrapped.toString('hex'))).size).toBe(keys.length);
  });

  it('opens in its own place, and in no other row, field or tenant, nor with a bit changed', async () => {
    const { sealer } = worker;
    const place = { field: 'connections.sealed_secret', row: 'a' } as const;
    const sealed = await sealer.seal(tenantId, place, 'secret');
    expect(await sealer.open(tenantId, place, sealed)).toBe('secret');
    const spoiled = Buffer.from(sealed);
    spoiled.writeUInt8((spoiled.at(-1) ?? 0) ^ 1, spoiled.length - 1);
    await expect(sealer.open(tenantId, place, spoiled)).rejects.toThrow();
    await expect(sealer.open(tenantId, { ...place, row: 'b' }, sealed)).rejects.toThrow();
    await expect(sealer.open(tenantId, { field: 'webhook_secrets.sealed_secret', row: 'a' }, sealed)).rejects.toThrow();
    await expect(sealer.open(otherId, place, sealed)).rejects.toThrow();
  });

  it('moved to another connection is of no use there: nothing is sent, and a person is told what to do', async () => {
    const [mine, theirs] = [await connected('sk_mine'), await connected('sk_theirs', other)];
    const second = await connected('sk_second');
    for (const from of [second, theirs]) {
      await api.database.look('update app.connections set sealed_secret = (select sealed_secret from app.connections where id = $1) where id = $2', [from.id, mine.id]);
      expect(await shown(mine)).toMatch(/the secret of the connection cannot be opened: .*Give the connection its secret once more/);
    }
    expect(receiver.calls).toHaveLength(callsBefore);
    await api.database.look('update app.connections set sealed_secret = null where id = $1', [mine.id]);
  });

  it('of a company that two processes seal for first at once has one key', async () => {
    await api.database.look('delete from app.data_keys where tenant_id = $1', [otherId]);
    const again = await openTestWorker(api.database, {});
    try {
      worker.sealer.dataKeys.forget(otherId);
      const place = { field: 'connections.sealed_secret', row: 'a' } as const;
      const sealed = await Promise.all(Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? worker : again).sealer.seal(otherId, place, `secret ${index}`)));
      expect(await keysOf(otherId)).toEqual([{ number: 1, retired: false }]);
      expect(await Promise.all(sealed.map((each, index) => (index % 2 === 0 ? again : worker).sealer.open(otherId, place, each)))).toEqual(sealed.map((_, index) => `secret ${index}`));
    } finally {
      await again.close();
    }
  });
});

describe('secrets that were sealed before companies had keys', () => {
  it('are read on, and sealed anew in the background, each kind of them; nothing is left in the earlier form (row:D1)', async () => {
    const { masterKey } = api.database.secrets;
    const connection = await connected('sk_earlier');
    const source = await addSource(company);
    const earlier = (purpose: string, secret: string) => sealEarlier(masterKey, tenantId, purpose, secret);
    await api.database.look('update app.connections set sealed_secret = $1 where id = $2', [earlier('connection secret', 'sk_earlier'), connection.id]);
    await api.database.look('insert into app.connection_tokens (tenant_id, connection_id, sealed_token, binding_digest) values ($1, $2, $3, $4)', [tenantId, connection.id, earlier('connection access token', 'token'), 'x']);
    await api.database.look("update app.webhook_sources set secrets = jsonb_set(secrets, '{0,sealed}', to_jsonb($1::text)) where id = $2", [earlier('webhook source secret', source.secret).toString('base64'), source.id]);
    await api.database.look('delete from app.webhook_secrets where endpoint_id = $1', [company.endpointId]);
    await api.database.look('update app.webhook_endpoints set sealed_secret = $1 where id = $2', [earlier('webhook endpoint secret', company.endpointSecret), company.endpointId]);
    const allOpen = async () => {
      expect(await shown(connection)).toBe('sk_earlier');
      await delivered();
      await arrived(source);
    };
    await allOpen();
    expect(await worker.resealSecrets()).toEqual({ resealed: 4, unreadable: 0 });
    await allOpen();
    expect(await worker.resealSecrets()).toEqual({ resealed: 0, unreadable: 0 });
    const [left] = await api.database.look<{ sealed: Buffer | null }>('select sealed_secret as sealed from app.webhook_endpoints where id = $1', [company.endpointId]);
    expect(left?.sealed).toBeNull();
    expect((await secretOf(connection))[0]).toBe(2);
  });
});

/** A request that is approved now is told to the endpoint, signed with its secret. */
async function delivered(of = company): Promise<void> {
  const { id } = await of.submit({ title: 'Small', amount: { amount: '10.00', currency: 'EUR' } });
  await of.decide(of.budgetOwner, id, 'approve');
  for (const job of await jobsOf(api.database, id)) expect(await worker.run(job)).toBe('succeeded');
  const call = receiver.calls.findLast(({ body }) => body.includes(id));
  expect(() => new Webhook(of.endpointSecret).verify(call?.body ?? '', call?.headers ?? {})).not.toThrow();
}

/** A message that was signed with the source's secret is kept. */
async function arrived({ path, secret }: { readonly path: string; readonly secret: string }): Promise<void> {
  const text = JSON.stringify(orderPlaced());
  const { status } = await fetch(`${api.baseUrl}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...signStandard(secret, text) }, body: text });
  expect(status).toBe(202);
}

describe('a new data key', () => {
  it('seals everything anew while secrets are read, written and shown without a pause: nothing is unreadable at any moment (row:D1)', async () => {
    const source = await addSource(company);
    const connections = await Promise.all(Array.from({ length: 6 }, (_, index) => connected(`sk_live_${index}`)));
    let over = false;
    const enough = 8;
    const counts = { read: 0, written: 0, signed: 0, taken: 0 };
    const readers = connections.slice(0, 3).map(async (connection, index) => {
      while (!over) {
        expect(await shown(connection)).toBe(`sk_live_${index}`);
        counts.read += 1;
      }
    });
    const writers = connections.slice(3).map(async (connection, index) => {
      for (let turn = 0; !over; turn += 1) {
        const secret = `sk_live_${index}_${turn}`;
        const { revision } = connection;
        await company.admin.call(updateConnection, { params: { connectionId: connection.id }, body: { ...plainConnection, name: connection.name, baseUrl: `http://${host}/v2`, auth, secret, revision: revision + turn, paused: false } });
        await api.database.look('update app.connections set base_url = $1 where id = $2', [`http://${receiver.host}/v2`, connection.id]);
        expect(await shown(connection)).toBe(secret);
        counts.written += 1;
      }
    });
    const others = [
      (async () => { while (!over) { await delivered(); counts.signed += 1; } })(),
      (async () => { while (!over) { await arrived(source); counts.taken += 1; await pause(20); } })(),
    ];
    const load = Promise.all([...readers, ...writers, ...others]);
    load.catch(() => (over = true));
    try {
      // As often as it takes until each of them did its work some times, in between and meanwhile.
      for (let turn = 0; !over && (turn < 5 || Object.values(counts).some((count) => count < enough)); turn += 1) {
        const done = await worker.rotateDataKey(tenantId, 300);
        expect(done).toMatchObject({ isNew: true, number: turn + 2, retired: [turn + 1] });
      }
    } finally {
      over = true;
    }
    await load;
    for (const count of Object.values(counts)) expect(count).toBeGreaterThanOrEqual(enough);
    for (const [index, connection] of connections.slice(0, 3).entries()) expect(await shown(connection)).toBe(`sk_live_${index}`);
    const keys = await keysOf();
    expect(keys.length).toBeGreaterThan(5);
    expect(keys.filter(({ retired }) => !retired)).toEqual([{ number: keys.length, retired: false }]);
  }, 120_000);

  it('that was stopped is gone on with, and none is made beside it; another company keeps its own (row:D1)', async () => {
    const theirs = await keysOf(otherId);
    const connection = await connected('sk_stopped');
    const before = await keysOf();
    // As one leaves it that died after it had made the key and before it sealed anything by it.
    const [row] = await worker.sealer.dataKeys.make(tenantId, before.length + 1);
    await api.database.look('insert into app.data_keys (tenant_id, number, wrapped, master_key_id, created_at) values ($1, $2, $3, $4, now())', [tenantId, row.number, row.wrapped, row.masterKeyId]);
    const done = await worker.rotateDataKey(tenantId);
    expect(done).toMatchObject({ isNew: false, number: row.number, retired: [before.length] });
    expect((await secretOf(connection)).readUInt32BE(1)).toBe(row.number);
    expect(await shown(connection)).toBe('sk_stopped');
    expect(await keysOf(otherId)).toEqual(theirs);
    const entries = await api.database.look<{ tenant: string; action: string }>("select tenant_id as tenant, action from app.audit_entries where action like 'data_key.%' order by id desc limit 1");
    expect(entries).toEqual([{ tenant: tenantId, action: 'data_key.retired' }]);
  });

  it('is made by two operators at once only once', async () => {
    const before = await keysOf();
    const again = await openTestWorker(api.database, {});
    const done = await Promise.all([worker.rotateDataKey(tenantId), again.rotateDataKey(tenantId)]).finally(() => again.close());
    expect(done.map(({ number }) => number)).toEqual([before.length + 1, before.length + 1]);
    expect(done.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await keysOf()).toHaveLength(before.length + 1);
  });

  it('retires none before it while something cannot be opened, and leaves that as it is', async () => {
    const [good, spoiled] = [await connected('sk_good'), await connected('sk_spoiled')];
    await api.database.look("update app.connections set sealed_secret = '\\x0200000001ffff' where id = $1", [spoiled.id]);
    const done = await worker.rotateDataKey(tenantId);
    expect(done).toMatchObject({ unreadable: 1, retired: [] });
    expect(await secretOf(spoiled)).toEqual(Buffer.from('0200000001ffff', 'hex'));
    expect(await shown(good)).toBe('sk_good');
    await api.database.look('update app.connections set sealed_secret = null where id = $1', [spoiled.id]);
    expect(await worker.rotateDataKey(tenantId)).toMatchObject({ isNew: false, unreadable: 0, retired: [done.number - 1] });
  });

  it('is used by a process that knew the one before it when its life is over, and what it seals opens there at once', async () => {
    const again = await openTestWorker(api.database, {});
    const place = { field: 'connections.sealed_secret', row: 'a' } as const;
    try {
      await again.sealer.seal(tenantId, place, 'warm');
      const { number } = await worker.rotateDataKey(tenantId);
      const sealed = await worker.sealer.seal(tenantId, place, 'by the new key');
      expect(sealed.readUInt32BE(1)).toBe(number);
      expect(await again.sealer.open(tenantId, place, sealed)).toBe('by the new key');
      expect((await again.sealer.seal(tenantId, place, 'next')).readUInt32BE(1)).toBe(number);
    } finally {
      await again.close();
    }
  });
});
