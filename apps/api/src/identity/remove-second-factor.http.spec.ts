import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { proveSecondFactor, removeSecondFactor, signIn } from '@countersign/contracts/identity';
import { showProfile } from '@countersign/contracts/screens';
import { enrol, expectRefusal, holdsItsContract, openHttpWorld, testPassword, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const enrolled = async () => {
  const by = await world.company.join('Remover', ['requester']);
  return { by, app: await enrol(by) };
};
holdsItsContract({ operation: removeSecondFactor, world: () => world, keyHoldsForOtherBody: false, ready: async () => ({ by: (await enrolled()).by, input: {} }) });

describe('200', () => {
  it('signs in by the password alone again, and no session has proved anything any more (row:A11)', async () => {
    const { by } = await enrolled();
    await by.call(removeSecondFactor, {});
    expect((await by.call(showProfile, {})).data).toMatchObject({ secondFactor: null, steppedUp: null });
    await by.again().call(signIn, { body: { email: by.email, password: testPassword } });
    expect(await world.api.database.look('select 1 from identity.recovery_code c left join identity.second_factor f using (user_id) where f.user_id is null')).toEqual([]);
  });
});

describe('403', () => {
  it('refuses a session that did not prove it just now, such as one that somebody else took over (row:A11)', async () => {
    const { by, app } = await enrolled();
    await world.api.database.look(`update identity.session s set stepped_up_at = now() - interval '301 seconds' from identity."user" u where u.id = s."userId" and u.email = $1`, [by.email]);
    await expectRefusal(world, removeSecondFactor, {}, { by }, 'step_up_required');
    await by.call(proveSecondFactor, { body: { code: app.code() } });
    await by.call(removeSecondFactor, {});
  });
});

describe('409', () => {
  it('has nothing to remove where there is none (row:A11)', async () => {
    await expectRefusal(world, removeSecondFactor, {}, { by: world.company.requester }, 'second_factor_missing');
  });
});
