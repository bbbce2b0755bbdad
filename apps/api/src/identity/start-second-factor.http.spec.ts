import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getSession, signIn, startSecondFactor } from '@countersign/contracts/identity';
import { enrol, expectRefusal, holdsItsContract, openHttpWorld, openTestApi, sendRaw, testPassword, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const ready = async () => ({ by: await world.company.join('Starter', ['requester']), input: { body: { password: testPassword } } });
// A start makes a new secret each time, whatever is sent: the body is the same for everybody.
holdsItsContract({ operation: startSecondFactor, world: () => world, ready, keyHoldsForOtherBody: false });

describe('201', () => {
  it('asks for nothing at sign-in until a code has confirmed it, and makes a new secret each time (row:A11 row:F3)', async () => {
    const { by, input } = await ready();
    const [first, second] = [await by.call(startSecondFactor, input), await by.call(startSecondFactor, input)];
    expect(first.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(second.secret).not.toBe(first.secret);
    expect(new URL(second.uri).searchParams.get('secret')).toBe(second.secret);
    await by.again().call(signIn, { body: { email: by.email, password: testPassword } });
  });

  it('keeps the secret sealed: neither it nor its bytes stand in the database (row:A11)', async () => {
    const { by, input } = await ready();
    const { secret } = await by.call(startSecondFactor, input);
    const kept = await world.api.database.look<{ text: string }>('select string_agg(f::text, $1) as text from identity.second_factor f', [' ']);
    const bytes = Buffer.from([...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('').match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
    expect(bytes).toHaveLength(20);
    for (const readable of [secret, bytes.toString('hex'), bytes.toString('base64')]) expect(kept[0]?.text).not.toContain(readable);
  });
});

describe('401', () => {
  it('refuses who holds a session and not the password, and writes nothing (row:A11)', async () => {
    const { by } = await ready();
    await expectRefusal(world, startSecondFactor, { body: { password: 'not the password' } }, { by }, 'credentials_wrong');
    expect((await by.call(getSession, {})).user.email).toBe(by.email);
  });
});

describe('409', () => {
  it('leaves a second factor that counts as it is (row:A11)', async () => {
    const { by, input } = await ready();
    await enrol(by);
    await expectRefusal(world, startSecondFactor, input, { by }, 'second_factor_exists');
  });
});

describe('429', () => {
  it('limits the passwords that are tried in a session, for all processes together (row:F6)', async () => {
    const strict = await openTestApi({ on: world.api.database, tryLimitFactor: 1 });
    const { by } = await ready();
    const answers = [];
    for (let index = 0; index < 12; index += 1) answers.push((await sendRaw(index % 2 === 0 ? strict.baseUrl : world.twin.baseUrl, startSecondFactor, { body: { password: `guess ${index}` } }, { by })).status);
    await strict.close();
    expect(answers).toEqual([...Array<number>(10).fill(401), 429, 429]);
  });
});
