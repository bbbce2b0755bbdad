import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getSession } from '@countersign/contracts/identity';
import { permissions } from '@countersign/contracts/platform';
import { createTenant } from '@countersign/contracts/tenants';
import { holdsItsContract, keptRows, openHttpWorld, openTestApi, sendRaw, type HttpWorld } from '@countersign/testing';
import { randomUUID } from 'node:crypto';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let count = 0;
const ready = () => ({ by: world.homeless, input: { body: { name: `Company ${(count += 1)}` } } });
holdsItsContract({ operation: createTenant, world: () => world, ready });

describe('201', () => {
  it('makes its founder a member with every right to run it, and it the active company (row:I1 row:F2)', async () => {
    const founder = await world.api.signUp('Founder');
    expect(await founder.call(getSession, {})).toMatchObject({ memberships: [], activeMemberId: null, permissions: [] });
    const created = await founder.call(createTenant, { body: { name: ' Verdant Ltd ' } });
    expect(created.tenantName).toBe('Verdant Ltd');
    const session = await founder.call(getSession, {});
    expect(session).toMatchObject({ memberships: [created], activeMemberId: created.memberId });
    expect(new Set(session.permissions)).toEqual(new Set(permissions));
  });

  it('makes one company of twins under one key, and two of two people under the same key (row:D4 row:F1)', async () => {
    const [one, two] = await Promise.all([world.api.signUp('One'), world.api.signUp('Two')]);
    const key = randomUUID();
    const input = { body: { name: 'Twins' } };
    const answers = await Promise.all([world.api, world.twin, world.api].map(({ baseUrl }) => sendRaw(baseUrl, createTenant, input, { by: one, key })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const other = await sendRaw(world.api.baseUrl, createTenant, input, { by: two, key });
    expect(other.json.memberId).not.toBe(answers[0]?.json.memberId);
    const tenants = await world.api.database.look("select tenant_id from app.tenants where name = 'Twins'");
    expect(tenants).toHaveLength(2);
  });
});

describe('422', () => {
  it('refuses a key that made a company before its answer was forgotten, and makes no second one (row:D4)', async () => {
    const founder = await world.api.signUp('Late founder');
    const key = randomUUID();
    const input = { body: { name: 'Long ago' } };
    await sendRaw(world.api.baseUrl, createTenant, input, { by: founder, key });
    await world.api.database.look('delete from app.idempotency_keys where key = $1', [key]);
    const again = await sendRaw(world.api.baseUrl, createTenant, input, { by: founder, key });
    expect({ status: again.status, code: again.json.code }).toEqual({ status: 422, code: 'idempotency_key_reused' });
    expect(await world.api.database.look("select 1 from app.tenants where name = 'Long ago'")).toHaveLength(1);
  });
});

describe('429', () => {
  it('makes ten companies of one person in an hour and no eleventh, in no process; answers what it answered before, and makes those of others (row:F6)', async () => {
    const strict = await openTestApi({ on: world.api.database, tryLimitFactor: 1 });
    try {
      const founder = await world.api.signUp('Founder of many');
      const body = (index: number) => ({ body: { name: `One of many ${index}` } });
      const key = randomUUID();
      const first = await sendRaw(strict.baseUrl, createTenant, body(0), { by: founder, key });
      const others = await Promise.all(Array.from({ length: 9 }, (_, index) => sendRaw(strict.baseUrl, createTenant, body(index + 1), { by: founder })));
      expect([first, ...others].map(({ status }) => status)).toEqual(Array(10).fill(201));
      const counted = async () => Object.entries(await keptRows(world.api.database)).filter(([table]) => table !== 'identity.rate_limit');
      const before = await counted();
      const refused = await sendRaw(strict.baseUrl, createTenant, body(10), { by: founder });
      expect([refused.status, refused.json.code]).toEqual([429, 'rate_limited']);
      const waitSeconds = Number(refused.headers.get('retry-after'));
      expect([waitSeconds > 300, waitSeconds <= 360]).toEqual([true, true]);
      const again = await sendRaw(strict.baseUrl, createTenant, body(0), { by: founder, key });
      expect([again.status, again.text]).toEqual([201, first.text]);
      expect(await counted()).toEqual(before);
      expect((await sendRaw(strict.baseUrl, createTenant, body(11), { by: await world.api.signUp('Founder of one') })).status).toBe(201);
    } finally {
      await strict.close();
    }
  });
});
