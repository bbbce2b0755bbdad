import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getSession } from '@countersign/contracts/identity';
import { assignMemberRoles, listMembers } from '@countersign/contracts/members';
import { acceptInvitation, inviteMember } from '@countersign/contracts/invitations';
import { expectRefusal, holdsItsContract, openHttpWorld, sendRaw, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

async function invited(name = 'Guest', roles: readonly string[] = ['requester']): Promise<{ by: Person; input: { body: { token: string } } }> {
  const by = await world.api.signUp(name);
  const roleIds = roles.map((role) => world.company.roleIds.get(role) ?? '');
  const { token } = await world.company.admin.call(inviteMember, { body: { email: by.email, roleIds, unit: 'Stage' } });
  return { by, input: { body: { token } } };
}
holdsItsContract({ operation: acceptInvitation, world: () => world, ready: () => invited() });

describe('201', () => {
  it('makes a member with the roles that were said, and the company the active one (row:F3)', async () => {
    const { by, input } = await invited('Vera', ['requester', 'auditor']);
    const accepted = await by.call(acceptInvitation, input);
    const session = await by.call(getSession, {});
    expect(session).toMatchObject({ activeMemberId: accepted.memberId, memberships: [{ memberId: accepted.memberId, tenantName: 'Acme' }] });
    expect(session.permissions).toEqual(expect.arrayContaining(['request.submit', 'audit.read']));
    const members = await world.api.database.look('select m.unit, count(r.role_id)::int as roles from app.members m join app.member_roles r on r.member_id = m.id where m.id = $1 group by 1', [accepted.memberId]);
    expect(members).toEqual([{ unit: 'Stage', roles: 2 }]);
  });

  it('lets one of two acceptances of the same link under different keys through (row:F3)', async () => {
    const { by, input } = await invited('Twin');
    const answers = await Promise.all([world.api, world.twin].map(({ baseUrl }) => sendRaw(baseUrl, acceptInvitation, input, { by })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await world.api.database.look('select 1 from app.members where email = $1', [by.email])).toHaveLength(1);
  });
});

describe('403', () => {
  it('refuses an invitation made out to another address, and leaves it usable (row:F3)', async () => {
    const { by, input } = await invited('Right');
    await expectRefusal(world, acceptInvitation, input, { by: world.homeless }, 'invitation_for_another');
    await expect(by.call(acceptInvitation, input)).resolves.toMatchObject({ tenantName: 'Acme' });
  });
});

describe('409 by the rights of who invited', () => {
  it('refuses an invitation whose inviter may no longer invite, or no longer hand out its roles, and takes it once they may (row:F2 row:F3)', async () => {
    const { company } = world;
    const inviting = await company.addRole('Invites', ['member.invite', 'member.assign_roles', 'request.read', 'request.submit', 'request_type.read']);
    await company.addRole('Only invites', ['member.invite']);
    const inviter = await company.join('Inviter', ['Invites']);
    const { items } = await company.admin.call(listMembers, { query: { limit: '100' } });
    const params = { memberId: items.find(({ email }) => email === inviter.email)?.id ?? '' };
    const guest = await world.api.signUp('Late guest');
    const { token } = await inviter.call(inviteMember, { body: { email: guest.email, roleIds: [company.roleIds.get('requester') ?? ''] } });
    for (const roleIds of [[], [company.roleIds.get('Only invites') ?? '']]) {
      await company.admin.call(assignMemberRoles, { params, body: { roleIds } });
      const answer = await expectRefusal(world, acceptInvitation, { body: { token } }, { by: guest }, 'invitation_expired');
      expect(answer.json.detail).toBe('Whoever invited you may no longer do so. Ask for a new invitation.');
    }
    await company.admin.call(assignMemberRoles, { params, body: { roleIds: [inviting] } });
    await expect(guest.call(acceptInvitation, { body: { token } })).resolves.toMatchObject({ tenantName: 'Acme' });
  });
});

describe('404', () => {
  it('knows no other token than those that were sent out (row:F3)', async () => {
    await expectRefusal(world, acceptInvitation, { body: { token: 'A'.repeat(43) } }, { by: world.homeless }, 'not_found');
  });
});

describe('409', () => {
  it('refuses an invitation that was used, one that has expired, and one for somebody who is a member already (row:F3)', async () => {
    const used = await invited('Used');
    await used.by.call(acceptInvitation, used.input);
    await expectRefusal(world, acceptInvitation, used.input, { by: used.by }, 'invitation_used');
    const late = await invited('Late');
    await world.api.database.look("update app.invitations set expires_at = now() - interval '1 second' where email = $1", [late.by.email]);
    await expectRefusal(world, acceptInvitation, late.input, { by: late.by }, 'invitation_expired');
    const first = await invited('Double');
    const second = await world.company.admin.call(inviteMember, { body: { email: first.by.email, roleIds: [] } });
    await first.by.call(acceptInvitation, first.input);
    await expectRefusal(world, acceptInvitation, { body: { token: second.token } }, { by: first.by }, 'member_exists');
  });
});

describe('422', () => {
  it('refuses what is not a token (row:F6)', async () => {
    for (const token of ['', 'x', `${'A'.repeat(42)}!`, 'A'.repeat(44)]) await expectRefusal(world, acceptInvitation, { body: { token } }, { by: world.homeless }, 'invalid_input');
  });
});
