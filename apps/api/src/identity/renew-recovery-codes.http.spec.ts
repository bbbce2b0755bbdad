import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { proveSecondFactor, renewRecoveryCodes } from '@countersign/contracts/identity';
import { enrol, expectRefusal, holdsItsContract, openHttpWorld, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const enrolled = async () => {
  const by = await world.company.join('Renewer', ['requester']);
  return { by, app: await enrol(by) };
};
holdsItsContract({ operation: renewRecoveryCodes, world: () => world, keyHoldsForOtherBody: false, ready: async () => ({ by: (await enrolled()).by, input: {} }) });

describe('201', () => {
  it('makes ten that are good, and those before good for nothing; of two who renew at once one set is left (row:A11)', async () => {
    const { by, app } = await enrolled();
    const answers = await Promise.all([world.api, world.twin].map(({ baseUrl }) => sendRaw(baseUrl, renewRecoveryCodes, {}, { by })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const firsts = answers.map(({ json }) => (json.recoveryCodes as string[])[0] ?? '');
    const tried = [];
    for (const code of [app.recoveryCodes[0] ?? '', ...firsts]) tried.push((await sendRaw(world.api.baseUrl, proveSecondFactor, { body: { code } }, { by })).status);
    expect(tried[0]).toBe(403);
    expect(tried.slice(1).sort()).toEqual([200, 403]);
  });
});

describe('403 and 409', () => {
  it('refuses a session that did not prove the second factor just now, and who has none (row:A11)', async () => {
    const { by } = await enrolled();
    await world.api.database.look(`update identity.session s set stepped_up_at = now() - interval '301 seconds' from identity."user" u where u.id = s."userId" and u.email = $1`, [by.email]);
    await expectRefusal(world, renewRecoveryCodes, {}, { by }, 'step_up_required');
    await expectRefusal(world, renewRecoveryCodes, {}, { by: world.company.requester }, 'second_factor_missing');
  });
});
