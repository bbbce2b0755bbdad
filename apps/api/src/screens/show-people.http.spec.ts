import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inviteMember, withdrawInvitation } from '@countersign/contracts/invitations';
import { showPeople } from '@countersign/contracts/screens';
import { expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

holdsItsContract({ operation: showPeople, world: () => world, ready: () => ({ by: world.company.auditor, input: { query: {} } }) });

describe('200', () => {
  it('draws members, open invitations and roles in words; nothing of another company (row:F1)', async () => {
    const { company } = world;
    const invited = await company.admin.call(inviteMember, { body: { email: 'soon@example.com', roleIds: [company.roleIds.get('requester') ?? ''] } });
    const gone = await company.admin.call(inviteMember, { body: { email: 'never@example.com', roleIds: [] } });
    await company.admin.call(withdrawInvitation, { params: { invitationId: gone.id } });
    const { data } = await company.admin.call(showPeople, { query: {} });
    expect(data.members.items.find(({ isYou }) => isYou)?.email).toBe(company.admin.email);
    expect(data.count).toBe(data.members.items.length);
    expect(data.invitations).toMatchObject([{ id: invited.id, email: 'soon@example.com', roles: ['requester'], invitedBy: 'Admin of Acme', hasExpired: false }]);
    expect(data.roles.find(({ name }) => name === 'Finance')).toMatchObject({ about: null, holders: 1, sentences: ['See requests that they made or were asked about', 'Approve, reject or request changes where they are asked'] });
    expect(data.roles.find(({ name }) => name === 'auditor')?.about).toContain('Every company starts with this role');
    expect(data.choices.every(({ allowed, detail }) => allowed && (detail ?? '') !== '')).toBe(true);
    const theirs = await world.foreigner.call(showPeople, { query: {} });
    expect(theirs.data).toMatchObject({ count: 1, invitations: [] });
  });

  it('finds members by name, address or unit in whatever capitals, a page at a time, and takes what is typed as it stands', async () => {
    const { company } = world;
    for (const name of ['Ada Quill', 'Bea Quill', 'Cy Quill']) await company.join(name, [], '100%_Quality');
    const first = await company.admin.call(showPeople, { query: { search: 'qUILL', limit: '2' } });
    expect([first.data.count, first.data.members.items.map(({ name }) => name)]).toEqual([3, ['Ada Quill', 'Bea Quill']]);
    const second = await company.admin.call(showPeople, { query: { search: 'qUILL', limit: '2', cursor: first.data.members.nextCursor ?? '' } });
    expect(second.data.members).toMatchObject({ items: [{ name: 'Cy Quill' }], nextCursor: null });
    expect((await company.admin.call(showPeople, { query: { search: '100%_q' } })).data.count).toBe(3);
    expect((await company.admin.call(showPeople, { query: { search: '%' } })).data.count).toBe(3);
    expect((await company.admin.call(showPeople, { query: { search: 'no such person' } })).data.members.items).toEqual([]);
  });

  it('shows an auditor no invitations, and says why nothing can be changed (row:F2)', async () => {
    const { data } = await world.company.auditor.call(showPeople, { query: {} });
    expect(data.invitations).toEqual([]);
    expect(data.invite).toEqual({ allowed: false, because: 'None of your roles lets you: invite people.' });
    expect(data.choices.some(({ allowed }) => allowed)).toBe(false);
  });
});

describe('422', () => {
  it('refuses an empty search, one that is too long, and a cursor that is none (row:F6)', async () => {
    for (const query of [{ search: ' ' }, { search: 'x'.repeat(101) }, { cursor: 'x y' }]) await expectRefusal(world, showPeople, { query }, { by: world.company.admin }, 'invalid_input');
  });
});
