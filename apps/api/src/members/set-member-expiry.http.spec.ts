import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acceptInvitation, inviteMember } from '@countersign/contracts/invitations';
import { assignMemberRoles, listMembers, setMemberExpiry } from '@countersign/contracts/members';
import { decideRequest } from '@countersign/contracts/tasks';
import { setTimeout as pause } from 'node:timers/promises';
import { expectRefusal, founderOf, holdsItsContract, lookAt, memberIdOf, openHttpWorld, pointersOf, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
let turn = 0;
const ready = async () => ({ by: world.company.admin, input: { params: { memberId: await memberIdOf(world.company, world.company.requester) }, body: { expiresAt: inDays((turn += 1)) } } });
holdsItsContract({ operation: setMemberExpiry, world: () => world, ready });

const expire = (memberId: string, expiresAt: string | null) => world.company.admin.call(setMemberExpiry, { params: { memberId }, body: { expiresAt } });

describe('200', () => {
  it('says until when, and takes it back', async () => {
    const { company } = world;
    const memberId = await memberIdOf(company, await company.join('Guest', ['requester']));
    const expiresAt = inDays(30);
    expect((await expire(memberId, expiresAt)).expiresAt).toBe(expiresAt);
    expect((await company.admin.call(listMembers, { query: { limit: '100' } })).items.find(({ id }) => id === memberId)?.expiresAt).toBe(expiresAt);
    expect((await expire(memberId, null)).expiresAt).toBeNull();
  });

  it('lets them act no more from that moment on, in any process, before any worker has come: what they looked at they do not decide (row:F3 row:A1)', async () => {
    const { company, twin } = world;
    const guest = await company.join('Guest owner', ['Budget owner']);
    const { id } = await company.submit();
    const { params, body } = await lookAt(guest, id);
    const endsAt = Date.now() + 800;
    await expire(await memberIdOf(company, guest), new Date(endsAt).toISOString());
    await pause(endsAt - Date.now() + 100);
    await expectRefusal(world, decideRequest, { params, body }, { by: guest }, 'no_active_tenant');
    expect((await sendRaw(twin.baseUrl, decideRequest, { params, body }, { by: guest })).json.code).toBe('no_active_tenant');
    const next = await company.submit();
    const asked = await world.api.database.look<{ name: string }>('select m.name from app.task_candidates c join app.members m on m.id = c.member_id where c.request_id = $1 and c.included', [next.id]);
    expect(asked.map(({ name }) => name)).toEqual(['Budget owner of Acme']);
  });
});

describe('409', () => {
  it('leaves somebody who administers the company and stays: an administrator whose membership ends does not count (row:F2)', async () => {
    const founder = await founderOf(world.api, 'Single');
    const { items } = await founder.call(listMembers, { query: {} });
    const params = { memberId: items[0]?.id ?? '' };
    await expectRefusal(world, setMemberExpiry, { params, body: { expiresAt: inDays(1) } }, { by: founder }, 'last_admin');
    const second = await world.api.signUp('Second admin');
    const roleIds = items[0]?.roles.map(({ id }) => id) ?? [];
    const { token } = await founder.call(inviteMember, { body: { email: second.email, roleIds } });
    const { memberId } = await second.call(acceptInvitation, { body: { token } });
    await founder.call(setMemberExpiry, { params: { memberId }, body: { expiresAt: inDays(1) } });
    await expectRefusal(world, setMemberExpiry, { params, body: { expiresAt: inDays(2) } }, { by: founder }, 'last_admin');
    await expectRefusal(world, assignMemberRoles, { params, body: { roleIds: [] } }, { by: founder }, 'last_admin');
  });
});

describe('422', () => {
  it('refuses an end that has passed, and says where', async () => {
    const { by, input } = await ready();
    const answer = await expectRefusal(world, setMemberExpiry, { ...input, body: { expiresAt: new Date(Date.now() - 1000).toISOString() } }, { by }, 'invalid_input');
    expect(pointersOf(answer)).toEqual(['/body/expiresAt']);
    for (const expiresAt of ['2031-04-31T00:00:00.000Z', '2031-13-01T00:00:00.000Z', '2031-01-01T25:00:00.000Z']) await expectRefusal(world, setMemberExpiry, { ...input, body: { expiresAt } }, { by }, 'invalid_input');
  });
});
