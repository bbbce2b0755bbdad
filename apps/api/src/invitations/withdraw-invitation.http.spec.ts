import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acceptInvitation, inviteMember, withdrawInvitation } from '@countersign/contracts/invitations';
import { expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

async function invited(name = 'Unwanted') {
  const guest = await world.api.signUp(name);
  const { id, token } = await world.company.admin.call(inviteMember, { body: { email: guest.email, roleIds: [] } });
  return { guest, token, input: { params: { invitationId: id } } };
}
holdsItsContract({ operation: withdrawInvitation, world: () => world, ready: async () => ({ by: world.company.admin, input: (await invited()).input }) });

describe('200', () => {
  it('lets the link open nothing any more, and the person be invited anew (row:F3)', async () => {
    const { guest, token, input } = await invited('Wanted later');
    await world.company.admin.call(withdrawInvitation, input);
    await expectRefusal(world, acceptInvitation, { body: { token } }, { by: guest }, 'invitation_withdrawn');
    const again = await world.company.admin.call(inviteMember, { body: { email: guest.email, roleIds: [] } });
    await expect(guest.call(acceptInvitation, { body: { token: again.token } })).resolves.toMatchObject({ tenantName: 'Acme' });
  });
});

describe('409', () => {
  it('refuses one that was withdrawn already, and one that was used', async () => {
    const { input } = await invited();
    await world.company.admin.call(withdrawInvitation, input);
    await expectRefusal(world, withdrawInvitation, input, { by: world.company.admin }, 'invitation_withdrawn');
    const used = await invited('Quick');
    await used.guest.call(acceptInvitation, { body: { token: used.token } });
    await expectRefusal(world, withdrawInvitation, used.input, { by: world.company.admin }, 'invitation_used');
  });
});
