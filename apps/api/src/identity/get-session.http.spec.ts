import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getSession, switchTenant } from '@countersign/contracts/identity';
import { createTenant } from '@countersign/contracts/tenants';
import { expectRefusal, holdsItsContract, openHttpWorld, sendRaw, statementsOf, type HttpWorld } from '@countersign/testing';

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

describe('200, for somebody in more companies than are listed', () => {
  it('names the hundred that were active last, in as few statements as one; and one may go to any of them, and to any before (row:F1)', async () => {
    const founder = await world.api.signUp('Founder of very many');
    const made = [];
    for (let index = 0; index < 102; index += 1) made.push(await founder.call(createTenant, { body: { name: `${'€'.repeat(100)} ${index}` } }));
    const answer = await sendRaw(world.api.baseUrl, getSession, {}, { by: founder });
    expect(answer.json.memberships).toEqual(made.slice(2).reverse());
    expect(statementsOf(answer)).toBeLessThanOrEqual(getSession.budget.statements);
    expect(Buffer.byteLength(answer.text)).toBeLessThan(getSession.budget.bytes);
    const [first, second, third] = made;
    for (const company of [first, second, third]) expect(await founder.call(switchTenant, { body: { memberId: company?.memberId ?? '' } })).toEqual(company);
    const { memberships } = await founder.call(getSession, {});
    expect(memberships).toEqual([third, second, first, ...made.slice(5).reverse()]);
    // Nobody else is told of them, nor of one company that all of these are in.
    expect((await world.homeless.call(getSession, {})).memberships).toEqual([]);
  }, 60_000);
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
