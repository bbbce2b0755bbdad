import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getSession, signIn, switchTenant } from '@countersign/contracts/identity';
import { createTenant } from '@countersign/contracts/tenants';
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { countEntries, enrol, expectRefusal, holdsItsContract, keptRows, openHttpWorld, openTestApi, sendRaw, testPassword, type HttpWorld, type TestApi } from '@countersign/testing';

let world: HttpWorld;
let strict: TestApi;
let strictTwin: TestApi;
beforeAll(async () => {
  world = await openHttpWorld();
  strict = await openTestApi({ on: world.api.database, tryLimitFactor: 1 });
  strictTwin = await openTestApi({ on: world.api.database, tryLimitFactor: 1 });
});
afterAll(async () => {
  await strict.close();
  await strictTwin.close();
  await world.close();
});

holdsItsContract({ operation: signIn, world: () => world, ready: () => ({ by: world.api.stranger(), input: { body: { email: world.company.finance.email, password: testPassword } } }) });

describe('200', () => {
  it('gives a cookie that scripts cannot read and other sites cannot send, and no token beside it (row:F3)', async () => {
    const answer = await sendRaw(world.api.baseUrl, signIn, { body: { email: world.company.finance.email.toUpperCase(), password: testPassword } });
    const cookies = answer.headers.getSetCookie().filter((line) => line.startsWith('countersign.session_token='));
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(/; Path=\//);
    expect(cookies[0]).toMatch(/; HttpOnly/);
    expect(cookies[0]).toMatch(/; SameSite=Lax/i);
    expect(Object.keys(answer.json)).toEqual(['user']);
    expect(Object.keys(answer.json.user as object).sort()).toEqual(['email', 'id', 'name']);
  });

  it('goes into the company that was active last, and leaves an entry in it (row:F3 row:E1)', async () => {
    const person = await world.company.join('Returns', []);
    await person.call(createTenant, { body: { name: 'Second' } });
    const { memberships } = await person.call(getSession, {});
    const acme = memberships.find(({ tenantName }) => tenantName === 'Acme')?.memberId ?? '';
    await person.call(switchTenant, { body: { memberId: acme } });
    const again = world.api.stranger();
    await again.call(signIn, { body: { email: person.email, password: testPassword } });
    expect((await again.call(getSession, {})).activeMemberId).toBe(acme);
  });
});

describe('401', () => {
  it('answers a wrong password and an unknown address alike, and gives no cookie (row:F3)', async () => {
    const wrong = await sendRaw(world.api.baseUrl, signIn, { body: { email: world.company.finance.email, password: 'not the password' } });
    const unknown = await sendRaw(world.api.baseUrl, signIn, { body: { email: 'nobody@example.com', password: 'not the password' } });
    expect([wrong.status, wrong.json.code]).toEqual([401, 'credentials_wrong']);
    expect(unknown.text).toBe(wrong.text);
    expect([...wrong.headers.getSetCookie(), ...unknown.headers.getSetCookie()]).toEqual([]);
  });

  it("leaves an entry with every company of the account, by nobody known, and none in any company for an unknown address (row:E1)", async () => {
    const { finance } = world.company;
    const before = await countEntries(world, 'user.sign_in_failed');
    await sendRaw(world.api.baseUrl, signIn, { body: { email: finance.email, password: 'not the password' } });
    expect(await countEntries(world, 'user.sign_in_failed')).toBe(before + 1);
    const entries = await world.api.database.look<{ entry: { actor: unknown; reason: string }; tenant: string }>("select convert_from(a.canonical, 'UTF8')::jsonb as entry, t.name as tenant from app.audit_entries a join app.tenants t using (tenant_id) where a.action = 'user.sign_in_failed' order by a.id desc limit 1");
    expect(entries).toMatchObject([{ tenant: 'Acme', entry: { actor: { kind: 'anonymous' }, reason: 'credentials_wrong' } }]);
    const kept = await keptRows(world.api.database);
    await sendRaw(world.api.baseUrl, signIn, { body: { email: 'nobody@example.com', password: 'not the password' } });
    const after = await keptRows(world.api.database);
    expect(Object.keys(after).filter((table) => after[table] !== kept[table])).toEqual(['identity.audit_entry']);
  });
});

describe('with a second factor', () => {
  const tryAs = (email: string, password: string, code?: string) => sendRaw(world.api.baseUrl, signIn, { body: { email, password, ...(code !== undefined && { code }) } });

  it('asks for a code after the right password only, gives no cookie before it, and leaves no session behind (row:A11 row:F3)', async () => {
    const by = await world.company.join('Careful', ['requester']);
    const app = await enrol(by);
    const sessions = () => world.api.database.look('select s.id from identity.session s join identity."user" u on u.id = s."userId" where u.email = $1', [by.email]);
    const before = (await sessions()).length;
    const [guess, half, wrong] = [await tryAs(by.email, 'not the password', app.codeFromNow(1)), await tryAs(by.email, testPassword), await tryAs(by.email, testPassword, '000000')];
    expect([guess, half, wrong].map(({ status, json }) => [status, json.code])).toEqual([[401, 'credentials_wrong'], [401, 'second_factor_required'], [403, 'second_factor_wrong']]);
    expect([guess, half, wrong].flatMap(({ headers }) => headers.getSetCookie())).toEqual([]);
    expect(await sessions()).toHaveLength(before);
    const code = app.code();
    const right = await tryAs(by.email, testPassword, code);
    expect([right.status, right.headers.getSetCookie().length]).toEqual([200, 1]);
    // A code is good once: whoever looked over the shoulder gets in by it no more.
    expect((await tryAs(by.email, testPassword, code)).json.code).toBe('second_factor_wrong');
    expect(await sessions()).toHaveLength(before + 1);
  });

  it('takes a recovery code once, and the entry says by what it was (row:A11 row:E1)', async () => {
    const by = await world.company.join('Lost the phone', ['requester']);
    const { recoveryCodes } = await enrol(by);
    const code = recoveryCodes[3] ?? '';
    expect((await tryAs(by.email, testPassword, code)).status).toBe(200);
    expect((await tryAs(by.email, testPassword, code)).status).toBe(403);
    const entries = await world.api.database.look<{ after: unknown }>("select convert_from(canonical, 'UTF8')::jsonb->'after' as after from app.audit_entries where action = 'user.signed_in' order by id desc limit 1");
    expect(entries).toEqual([{ after: { secondFactor: 'recovery_code' } }]);
  });

  it('limits the codes that are tried by whoever knows the password, and counts a wrong one as a failed sign-in (row:F6 row:E1)', async () => {
    const by = await world.company.join('Guessed at', ['requester']);
    await enrol(by);
    await world.api.database.look('delete from identity.rate_limit');
    const failed = await countEntries(world, 'user.sign_in_failed');
    const key = createHash('sha256').update(`sign-in as, from\n${by.email}\n127.0.0.1`).digest('hex');
    const answers = [];
    for (let index = 0; index < 11; index += 1) {
      answers.push((await tryAs(by.email, testPassword, '000000')).status);
      await world.api.database.look('delete from identity.rate_limit where key = $1', [key]);
    }
    expect(answers).toEqual([...Array<number>(10).fill(403), 429]);
    expect(await countEntries(world, 'user.sign_in_failed')).toBe(failed + 10);
  });
});

describe('401, of somebody in many companies', () => {
  it('is written to the five that were active last and to no other: who is not known cannot have a hundred rows written (row:E1 row:F6)', async () => {
    const founder = await world.api.signUp('Founder of seven');
    for (let index = 1; index <= 7; index += 1) await founder.call(createTenant, { body: { name: `Seventh ${index}` } });
    await sendRaw(world.api.baseUrl, signIn, { body: { email: founder.email, password: 'not the password' } });
    const told = await world.api.database.look<{ name: string }>("select t.name from app.audit_entries a join app.tenants t using (tenant_id) where a.action = 'user.sign_in_failed' and t.name like 'Seventh %' order by a.id");
    expect(told.map(({ name }) => name)).toEqual(['Seventh 7', 'Seventh 6', 'Seventh 5', 'Seventh 4', 'Seventh 3']);
  });
});

describe('403', () => {
  it('refuses a page of another site: nobody is signed in behind their back (row:F3)', async () => {
    await expectRefusal(world, signIn, { body: { email: world.company.finance.email, password: testPassword } }, { headers: { origin: 'https://elsewhere.example' } }, 'origin_not_allowed');
  });
});

/** A call from another address than the rest of this file's. */
function signInFrom(localAddress: string, body: object): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const call = request(`${strict.baseUrl}${signIn.path}`, { method: signIn.method, localAddress, headers: { 'content-type': 'application/json' } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    call.once('error', reject);
    call.end(JSON.stringify(body));
  });
}

describe('429', () => {
  it('limits what is tried on one account from all addresses together, too (row:F6)', async () => {
    const target = await world.api.signUp('Spread');
    const body = { email: target.email, password: testPassword };
    expect(await signInFrom('127.0.0.3', body)).toBe(200);
    const key = createHash('sha256').update(`sign-in as\n${target.email}`).digest('hex');
    const counted = await world.api.database.look("update identity.rate_limit set drained_at = now() + interval '1 hour' where key = $1 returning key", [key]);
    expect(counted).toEqual([{ key }]);
    expect(await signInFrom('127.0.0.4', body)).toBe(429);
  });

  it('lets one more try in for each half minute that passed, and has no window whose end forgets them all (row:F6)', async () => {
    const target = await world.api.signUp('Patient');
    const guess = async (): Promise<number> => (await sendRaw(strict.baseUrl, signIn, { body: { email: target.email, password: 'not that one' } })).status;
    expect(await guess()).toBe(401);
    const key = createHash('sha256').update(`sign-in as, from\n${target.email}\n127.0.0.1`).digest('hex');
    const leaked = (seconds: number): string => `update identity.rate_limit set drained_at = now() + interval '300 seconds' - interval '${seconds} seconds' where key = $1 returning key`;
    expect(await world.api.database.look(leaked(20), [key])).toEqual([{ key }]);
    expect(await guess()).toBe(429);
    expect(await world.api.database.look(leaked(31), [key])).toEqual([{ key }]);
    expect([await guess(), await guess()]).toEqual([401, 429]);
  });

  it('counts tries per account in PostgreSQL, the same for every process, says how long to wait, and lets other accounts in (row:F6)', async () => {
    const target = await world.api.signUp('Target');
    const right = { body: { email: target.email, password: testPassword } };
    const answers = [];
    for (let index = 0; index < 14; index += 1) answers.push(await sendRaw((index % 2 === 0 ? strict : strictTwin).baseUrl, signIn, { body: { ...right.body, password: `guess ${index} of many` } }));
    expect(answers.slice(0, 10).map(({ status }) => status)).toEqual(Array(10).fill(401));
    expect(answers.slice(10).map(({ status, json }) => [status, json.code])).toEqual(Array(4).fill([429, 'rate_limited']));
    const waitSeconds = Number(answers.at(-1)?.headers.get('retry-after'));
    expect(waitSeconds).toBeGreaterThanOrEqual(1);
    expect(waitSeconds).toBeLessThanOrEqual(300);
    expect((await sendRaw(strict.baseUrl, signIn, { body: { ...right.body, email: right.body.email.toUpperCase() } })).status).toBe(429);
    expect((await sendRaw(strict.baseUrl, signIn, { body: { email: world.company.finance.email, password: testPassword } })).status).toBe(200);
    expect(await signInFrom('127.0.0.2', right.body)).toBe(200);
    const kept = await world.api.database.look<{ kept: string }>("select coalesce(string_agg(t::text, ' '), '') as kept from identity.rate_limit t");
    expect(kept[0]?.kept).not.toContain(target.email);
  });
});
