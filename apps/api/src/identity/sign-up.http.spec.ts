import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getSession, signIn, signUp } from '@countersign/contracts/identity';
import { countEntries, expectRefusal, holdsItsContract, openHttpWorld, openTestApi, sendRaw, testPassword, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let count = 0;
const body = () => ({ email: `new.${(count += 1)}@example.com`, password: testPassword, name: 'New Person' });

holdsItsContract({ operation: signUp, world: () => world, ready: () => ({ by: world.api.stranger(), input: { body: body() } }) });

describe('200', () => {
  it('makes an account, signs it in, and tells what its contract says and nothing more (row:F3 row:K1)', async () => {
    const sent = body();
    const before = await countEntries(world, 'user.signed_up');
    const answer = await sendRaw(world.api.baseUrl, signUp, { body: { ...sent, email: sent.email.toUpperCase(), name: '  New Person ' } });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ user: { id: expect.any(String), email: sent.email, name: 'New Person' } });
    const cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
    const session = await sendRaw(world.api.baseUrl, getSession, {}, { headers: { cookie } });
    expect(session.json).toMatchObject({ user: { email: sent.email }, memberships: [] });
    expect(await countEntries(world, 'user.signed_up')).toBe(before + 1);
    expect(await world.api.database.look("select 1 from app.audit_entries where action = 'user.signed_up'")).toEqual([]);
  });

  it('keeps the password only as a salted hash (row:F3)', async () => {
    const sent = body();
    await sendRaw(world.api.baseUrl, signUp, { body: sent });
    await sendRaw(world.api.baseUrl, signUp, { body: { ...body(), password: sent.password } });
    const kept = await world.api.database.look<{ password: string }>('select password from identity.account');
    expect(kept.every(({ password }) => !password.includes(sent.password))).toBe(true);
    expect(new Set(kept.map(({ password }) => password)).size).toBe(kept.length);
  });
});

describe('409', () => {
  it('refuses an address that has an account, and leaves its password as it was (row:F3)', async () => {
    const sent = body();
    await sendRaw(world.api.baseUrl, signUp, { body: sent });
    for (const email of [sent.email, sent.email.toUpperCase()]) await expectRefusal(world, signUp, { body: { ...sent, email, password: 'another good password' } }, {}, 'email_taken');
    expect((await sendRaw(world.api.baseUrl, signIn, { body: { email: sent.email, password: sent.password } })).status).toBe(200);
  });

  it('makes one account of two that ask for the same address at once (row:F3)', async () => {
    const sent = body();
    const answers = await Promise.all([world.api, world.twin].map(({ baseUrl }) => sendRaw(baseUrl, signUp, { body: sent })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await world.api.database.look('select 1 from identity."user" where email = $1', [sent.email])).toHaveLength(1);
  });
});

describe('422', () => {
  it('refuses passwords outside 10 to 128 characters, and what does not fit (row:F6)', async () => {
    for (const password of ['', 'short', 'x'.repeat(9), 'x'.repeat(129)]) await expectRefusal(world, signUp, { body: { ...body(), password } }, {}, 'password_too_weak');
    for (const wrong of [{ email: 'nobody' }, { name: ' ' }, { name: 'x'.repeat(121) }, { name: 'a\u0000' }, { name: '\ud800' }, { role: 'admin' }, { emailVerified: true }, { password: 'x'.repeat(201) }]) await expectRefusal(world, signUp, { body: { ...body(), ...wrong } }, {}, 'invalid_input');
  });
});

describe('403 and 429', () => {
  it('refuses a page of another site (row:F3)', async () => {
    await expectRefusal(world, signUp, { body: body() }, { headers: { origin: 'https://elsewhere.example' } }, 'origin_not_allowed');
  });

  it('limits sign-ups per address of the caller, in PostgreSQL, and says how long to wait (row:F6)', async () => {
    const strict = await openTestApi({ on: world.api.database, tryLimitFactor: 1 / 30 });
    try {
      await world.api.database.look('delete from identity.rate_limit');
      expect((await sendRaw(strict.baseUrl, signUp, { body: body() })).status).toBe(signUp.status);
      const answer = await sendRaw(strict.baseUrl, signUp, { body: body() });
      expect([answer.status, answer.json.code]).toEqual([429, 'rate_limited']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    } finally {
      await strict.close();
    }
  });
});
