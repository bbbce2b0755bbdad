import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acceptInvitation, inviteMember, withdrawInvitation } from '@countersign/contracts/invitations';
import { showInvitation } from '@countersign/contracts/screens';
import { expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

async function invited(name = 'Guest') {
  const guest = await world.api.signUp(name);
  const { id, token } = await world.company.admin.call(inviteMember, { body: { email: guest.email, roleIds: [] } });
  return { guest, id, token, input: { query: { token } } };
}
holdsItsContract({ operation: showInvitation, world: () => world, ready: async () => ({ by: world.homeless, input: (await invited()).input }) });

describe('200', () => {
  it('names the company and who invites, to anybody with the link, and never the address that it is made out to (row:F3)', async () => {
    const { guest, input } = await invited('Reader');
    const stranger = await world.api.stranger().call(showInvitation, input);
    expect(stranger).toMatchObject({ tenantName: 'Acme', inviterName: 'Admin of Acme', state: 'open', you: null });
    expect(JSON.stringify(stranger)).not.toContain(guest.email);
    expect((await guest.call(showInvitation, input)).you).toEqual({ name: 'Reader', email: guest.email, isAddressee: true });
    expect((await world.homeless.call(showInvitation, input)).you).toMatchObject({ isAddressee: false });
  });

  it('says when it was used, withdrawn, or has expired', async () => {
    const states = [];
    const used = await invited('Used');
    await used.guest.call(acceptInvitation, { body: { token: used.token } });
    const withdrawn = await invited('Withdrawn');
    await world.company.admin.call(withdrawInvitation, { params: { invitationId: withdrawn.id } });
    const late = await invited('Expired');
    await world.api.database.look("update app.invitations set expires_at = now() - interval '1 second' where id = $1", [late.id]);
    for (const { input } of [used, withdrawn, late]) states.push((await world.api.stranger().call(showInvitation, input)).state);
    expect(states).toEqual(['used', 'withdrawn', 'expired']);
  });
});

describe('404', () => {
  it('knows no other token than those that were given out', async () => {
    await expectRefusal(world, showInvitation, { query: { token: 'A'.repeat(43) } }, {}, 'not_found');
  });
});
