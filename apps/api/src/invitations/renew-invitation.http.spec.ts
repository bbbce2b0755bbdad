import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acceptInvitation, inviteMember, renewInvitation } from '@countersign/contracts/invitations';
import { expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

async function invited(name = 'Slow', roles: readonly string[] = []) {
  const guest = await world.api.signUp(name);
  const { id, token } = await world.company.admin.call(inviteMember, { body: { email: guest.email, roleIds: roles.map((role) => world.company.roleIds.get(role) ?? '') } });
  return { guest, token, input: { params: { invitationId: id } } };
}
holdsItsContract({ operation: renewInvitation, world: () => world, ready: async () => ({ by: world.company.admin, input: (await invited()).input }) });

describe('200', () => {
  it('gives a link that holds for seven days again; the one before opens nothing (row:F3)', async () => {
    const { guest, token, input } = await invited('Late', ['requester']);
    await world.api.database.look("update app.invitations set expires_at = now() - interval '1 day' where email = $1", [guest.email]);
    const renewed = await world.company.admin.call(renewInvitation, input);
    expect(Date.parse(renewed.expiresAt) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    await expectRefusal(world, acceptInvitation, { body: { token } }, { by: guest }, 'not_found');
    await expect(guest.call(acceptInvitation, { body: { token: renewed.token } })).resolves.toMatchObject({ tenantName: 'Acme' });
  });
});

describe('403', () => {
  it('refuses to stand for roles that the actor could not give (row:F2)', async () => {
    await world.company.addRole('Greets', ['member.invite']);
    const greeter = await world.company.join('Greets', ['Greets']);
    const { input } = await invited('Mighty', ['admin']);
    await expectRefusal(world, renewInvitation, input, { by: greeter }, 'permission_denied');
  });
});

describe('409', () => {
  it('refuses what was used, or withdrawn, or is for somebody who is a member by now', async () => {
    const used = await invited('Used');
    const second = await world.company.admin.call(inviteMember, { body: { email: used.guest.email, roleIds: [] } });
    await used.guest.call(acceptInvitation, { body: { token: used.token } });
    await expectRefusal(world, renewInvitation, used.input, { by: world.company.admin }, 'invitation_used');
    await expectRefusal(world, renewInvitation, { params: { invitationId: second.id } }, { by: world.company.admin }, 'member_exists');
  });
});
