import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { confirmSecondFactor, removeSecondFactor, signIn, startSecondFactor } from '@countersign/contracts/identity';
import { createTenant } from '@countersign/contracts/tenants';
import { authenticatorOf, countEntries, enrol, holdsItsContract, openHttpWorld, sendRaw, testPassword, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const started = async () => {
  const by = await world.company.join('Confirmer', ['requester']);
  return { by, app: authenticatorOf((await by.call(startSecondFactor, { body: { password: testPassword } })).secret) };
};
const ready = async () => {
  const { by, app } = await started();
  return { by, input: { body: { code: app.code() } } };
};
holdsItsContract({ operation: confirmSecondFactor, world: () => world, keyHoldsForOtherBody: false, ready });

describe('201', () => {
  it('is asked for at sign-in from then on, and gives ten recovery codes that are kept as hashes (row:A11)', async () => {
    const { by, app } = await started();
    const { recoveryCodes } = await by.call(confirmSecondFactor, { body: { code: app.code() } });
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/);
    const kept = await world.api.database.look<{ text: string }>("select string_agg(encode(code_hash, 'escape'), ' ') as text from identity.recovery_code");
    expect(kept[0]?.text).not.toContain(recoveryCodes[0]?.replaceAll('-', ''));
    expect((await sendRaw(world.api.baseUrl, signIn, { body: { email: by.email, password: testPassword } })).json.code).toBe('second_factor_required');
  });

  it('is told to every company of the person, once (row:E1)', async () => {
    const { by, app } = await started();
    await by.call(createTenant, { body: { name: `Own of ${by.email}` } });
    const before = await countEntries(world, 'second_factor.confirmed');
    const [input, key] = [{ body: { code: app.code() } }, crypto.randomUUID()];
    for (let turn = 0; turn < 2; turn += 1) expect((await sendRaw(world.api.baseUrl, confirmSecondFactor, input, { by, key })).status).toBe(201);
    expect(await countEntries(world, 'second_factor.confirmed')).toBe(before + 2);
  });
});

describe('403', () => {
  it('refuses a code of another moment, of a secret that was replaced, and a recovery code; nothing counts yet (row:A11)', async () => {
    const { by, app } = await started();
    const renewed = authenticatorOf((await by.call(startSecondFactor, { body: { password: testPassword } })).secret);
    for (const code of [renewed.codeFromNow(4), renewed.codeFromNow(-4), app.code(), 'ABCD-EFGH-IJKL-MNOP']) {
      expect((await sendRaw(world.api.baseUrl, confirmSecondFactor, { body: { code } }, { by })).json.code).toBe('second_factor_wrong');
    }
    await by.again().call(signIn, { body: { email: by.email, password: testPassword } });
    await by.call(confirmSecondFactor, { body: { code: renewed.code() } });
  });
});

describe('409', () => {
  it('refuses what was not begun, and what counts already; after a removal it begins anew (row:A11)', async () => {
    const by = await world.company.join('Not begun', ['requester']);
    const code = async () => (await sendRaw(world.api.baseUrl, confirmSecondFactor, { body: { code: '123456' } }, { by })).json.code;
    expect(await code()).toBe('second_factor_missing');
    await enrol(by);
    expect(await code()).toBe('second_factor_exists');
    await by.call(removeSecondFactor, {});
    expect(await code()).toBe('second_factor_missing');
    await enrol(by);
  });
});
