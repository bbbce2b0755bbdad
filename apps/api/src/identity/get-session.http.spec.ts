import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getSession } from '@countersign/contracts/identity';
import { expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

holdsItsContract({ operation: getSession, world: () => world, ready: () => ({ by: world.company.finance, input: {} }) });

describe('200', () => {
  it('says who is signed in, with what permissions, and nothing of other companies (row:F2 row:F1)', async () => {
    const session = await world.company.finance.call(getSession, {});
    expect(session).toEqual({ user: { name: 'Finance of Acme', email: world.company.finance.email }, memberships: [{ memberId: session.activeMemberId, tenantName: 'Acme' }], activeMemberId: session.activeMemberId, permissions: ['request.read', 'task.decide'] });
  });

  it('says that somebody in no company is in none: a legal state (row:I1)', async () => {
    expect(await world.homeless.call(getSession, {})).toMatchObject({ memberships: [], activeMemberId: null, permissions: [] });
  });
});

describe('401', () => {
  it('does not know a session that has expired (row:F3)', async () => {
    const guest = await world.api.signUp('Guest');
    await guest.call(getSession, {});
    await world.api.database.look(`update identity.session set "expiresAt" = now() - interval '1 second' where "userId" = (select id from identity."user" where email = $1)`, [guest.email]);
    await expectRefusal(world, getSession, {}, { by: guest }, 'not_signed_in');
  });

  it('reads nothing from cookies that are not in our form (row:F6)', async () => {
    for (const cookie of ['countersign.session_token=', 'countersign.session_token=%', 'countersign.session_token=a.b', 'countersign.session_token=.', `countersign.session_token=${'x'.repeat(3000)}`]) await expectRefusal(world, getSession, {}, { headers: { cookie } }, 'not_signed_in');
  });
});
