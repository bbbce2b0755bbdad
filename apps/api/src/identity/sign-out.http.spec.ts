import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getSession, signIn, signOut } from '@countersign/contracts/identity';
import { expectRefusal, holdsItsContract, openHttpWorld, sendRaw, testPassword, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

async function signedIn(): Promise<Person> {
  const someone = world.api.stranger();
  await someone.call(signIn, { body: { email: world.company.finance.email, password: testPassword } });
  return someone;
}
holdsItsContract({ operation: signOut, world: () => world, ready: async () => ({ by: await signedIn(), input: {} }) });

describe('200', () => {
  it('ends the session at once in every process, also for who kept the cookie, and no other session of that person (row:F3 row:L3)', async () => {
    const [here, elsewhere] = [await signedIn(), await signedIn()];
    const cookie = here.headers().cookie ?? '';
    expect((await sendRaw(world.twin.baseUrl, getSession, {}, { headers: { cookie } })).status).toBe(200);
    await here.call(signOut, {});
    for (const { baseUrl } of [world.twin, world.api]) expect((await sendRaw(baseUrl, getSession, {}, { headers: { cookie } })).status).toBe(401);
    expect((await sendRaw(world.twin.baseUrl, getSession, {}, { by: elsewhere })).status).toBe(200);
  });
});

describe('200 by a cookie of another name', () => {
  it('ends the session that was used, and leaves none that lives on (row:F3)', async () => {
    const someone = await signedIn();
    const cookie = someone.headers().cookie ?? '';
    const renamed = `__Secure-${cookie}`;
    await sendRaw(world.api.baseUrl, signOut, {}, { headers: { cookie: `${renamed}; ${cookie}` } });
    for (const left of [cookie, renamed]) expect((await sendRaw(world.api.baseUrl, getSession, {}, { headers: { cookie: left } })).status).toBe(401);
  });
});

describe('403', () => {
  it('refuses a page of another site, and the session lives on (row:F3)', async () => {
    const someone = await signedIn();
    await expectRefusal(world, signOut, {}, { by: someone, headers: { origin: 'https://elsewhere.example' } }, 'origin_not_allowed');
    await expect(someone.call(getSession, {})).resolves.toMatchObject({ user: { email: world.company.finance.email } });
  });
});
