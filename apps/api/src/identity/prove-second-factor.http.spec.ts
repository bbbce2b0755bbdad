import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { proveSecondFactor, signIn } from '@countersign/contracts/identity';
import { showProfile } from '@countersign/contracts/screens';
import { countEntries, enrol, expectRefusal, holdsItsContract, openHttpWorld, openTestApi, sendRaw, testPassword, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const enrolled = async () => {
  const by = await world.company.join('Prover', ['requester']);
  return { by, app: await enrol(by) };
};
const ready = async () => {
  const { by, app } = await enrolled();
  return { by, input: { body: { code: app.code() } } };
};
holdsItsContract({ operation: proveSecondFactor, world: () => world, keyHoldsForOtherBody: false, ready });

const prove = (by: Person, code: string, baseUrl = world.api.baseUrl) => sendRaw(baseUrl, proveSecondFactor, { body: { code } }, { by });
const age = (by: Person, seconds: number) => world.api.database.look(`update identity.session s set stepped_up_at = now() - ${seconds} * interval '1 second' from identity."user" u where u.id = s."userId" and u.email = $1 returning s.id`, [by.email]);

describe('200', () => {
  it('counts for this session and for five minutes; not in another session of the same person (row:A11)', async () => {
    const { by, app } = await enrolled();
    await age(by, 600);
    expect((await by.call(showProfile, {})).data.steppedUp).toBeNull();
    const elsewhere = by.again();
    await elsewhere.call(signIn, { body: { email: by.email, password: testPassword, code: app.recoveryCodes[0] } });
    await age(by, 600);
    const { by: kind, provedAt, freshUntil } = await by.call(proveSecondFactor, { body: { code: app.code() } });
    expect([kind, Date.parse(freshUntil) - Date.parse(provedAt)]).toEqual(['totp', 300_000]);
    expect((await by.call(showProfile, {})).data.steppedUp).toEqual({ by: 'totp', freshUntil });
    expect((await elsewhere.call(showProfile, {})).data.steppedUp).toBeNull();
    await age(by, 299);
    expect((await by.call(showProfile, {})).data.steppedUp).not.toBeNull();
    await age(by, 301);
    expect((await by.call(showProfile, {})).data.steppedUp).toBeNull();
  });

  it('takes a recovery code however it is typed, once; the others stay (row:A11)', async () => {
    const { by, app } = await enrolled();
    const [first = '', second = ''] = app.recoveryCodes;
    expect((await prove(by, first.toLowerCase().replaceAll('-', ' '))).json.by).toBe('recovery_code');
    expect((await by.call(showProfile, {})).data.secondFactor?.recoveryCodesLeft).toBe(9);
    expect((await prove(by, first)).json.code).toBe('second_factor_wrong');
    expect((await prove(by, second)).status).toBe(200);
  });
});

describe('403', () => {
  it('takes a code once, whoever is first in whatever process, and none of a moment before one that was taken (row:A11)', async () => {
    const { by, app } = await enrolled();
    const before = app.codeFromNow(-1);
    const code = app.code();
    const answers = await Promise.all([world.api, world.twin, world.api, world.twin].map(({ baseUrl }) => prove(by, code, baseUrl)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403]);
    for (const used of [code, before]) expect((await prove(by, used)).json.code).toBe('second_factor_wrong');
  });

  it('takes nobody else’s code, leaves an entry that it was tried, and the session as it was (row:A11 row:E1)', async () => {
    const [{ by }, other] = [await enrolled(), await enrolled()];
    await age(by, 600);
    const entries = await countEntries(world, 'session.step_up_failed');
    for (const code of [other.app.code(), other.app.recoveryCodes[0] ?? '', '000000']) expect((await prove(by, code)).json.code).toBe('second_factor_wrong');
    expect(await countEntries(world, 'session.step_up_failed')).toBe(entries + 3);
    expect((await by.call(showProfile, {})).data.steppedUp).toBeNull();
  });
});

describe('409', () => {
  it('tells who has none to set one up (row:A11)', async () => {
    await expectRefusal(world, proveSecondFactor, { body: { code: '123456' } }, { by: world.company.requester }, 'second_factor_missing');
  });
});

describe('429', () => {
  it('limits the codes that are tried, for all processes together, the right one too (row:F6 row:A11)', async () => {
    const strict = await openTestApi({ on: world.api.database, tryLimitFactor: 1 });
    const { by, app } = await enrolled();
    const answers = [];
    // One try was the confirmation.
    for (let index = 0; index < 10; index += 1) answers.push((await prove(by, '000000', index % 2 === 0 ? strict.baseUrl : world.twin.baseUrl)).status);
    const late = await prove(by, app.code(), strict.baseUrl);
    await strict.close();
    expect(answers).toEqual([...Array<number>(9).fill(403), 429]);
    expect([late.status, late.json.code]).toEqual([429, 'rate_limited']);
  });
});
