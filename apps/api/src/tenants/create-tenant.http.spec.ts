import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getSession } from '@countersign/contracts/identity';
import { permissions } from '@countersign/contracts/platform';
import { createTenant } from '@countersign/contracts/tenants';
import { holdsItsContract, openHttpWorld, sendRaw, type HttpWorld } from '@countersign/testing';
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
