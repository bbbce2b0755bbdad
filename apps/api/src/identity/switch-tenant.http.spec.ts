import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getSession, switchTenant } from '@countersign/contracts/identity';
import { listMembers } from '@countersign/contracts/members';
import { createTenant } from '@countersign/contracts/tenants';
import { expectRefusal, holdsItsContract, openHttpWorld, sendRaw, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
let traveller: Person;
let memberIds: string[];
beforeAll(async () => {
  world = await openHttpWorld();
  traveller = await world.company.join('Traveller', ['auditor']);
  await traveller.call(createTenant, { body: { name: 'Own' } });
  memberIds = (await traveller.call(getSession, {})).memberships.map(({ memberId }) => memberId);
});
afterAll(() => world.close());

let turn = 0;
const ready = () => ({ by: traveller, input: { body: { memberId: memberIds[(turn += 1) % 2] } } });
holdsItsContract({ operation: switchTenant, world: () => world, ready, keyHoldsForOtherBody: false });

describe('200', () => {
  it('changes what is seen, from the next call on, in every process (row:F1 row:L3)', async () => {
    const { memberships } = await traveller.call(getSession, {});
    for (const name of ['Acme', 'Own', 'Acme']) {
      const memberId = memberships.find(({ tenantName }) => tenantName === name)?.memberId ?? '';
      expect(await traveller.call(switchTenant, { body: { memberId } })).toEqual({ memberId, tenantName: name });
      const seen = await sendRaw(world.twin.baseUrl, listMembers, { query: {} }, { by: traveller });
      const emails = (seen.json.items as { email: string }[]).map(({ email }) => email);
      expect(emails.includes(world.company.admin.email)).toBe(name === 'Acme');
      expect(emails).toContain(traveller.email);
    }
  });

  it('holds for this session only: another session of the same person stays where it was (row:F3)', async () => {
    const { signIn } = await import('@countersign/contracts/identity');
    const { testPassword } = await import('@countersign/testing');
    const elsewhere = world.api.stranger();
    await elsewhere.call(signIn, { body: { email: traveller.email, password: testPassword } });
    const before = (await elsewhere.call(getSession, {})).activeMemberId;
    await traveller.call(switchTenant, { body: { memberId: memberIds.find((id) => id !== before) ?? '' } });
    expect((await elsewhere.call(getSession, {})).activeMemberId).toBe(before);
  });
});

describe('404', () => {
  it("does not switch to another person's membership, or to one that does not exist (row:F1)", async () => {
    const theirs = (await world.foreigner.call(getSession, {})).activeMemberId;
    const colleague = (await world.company.admin.call(getSession, {})).activeMemberId;
    for (const memberId of [theirs, colleague, crypto.randomUUID()]) await expectRefusal(world, switchTenant, { body: { memberId } }, { by: traveller }, 'not_found');
  });
});
