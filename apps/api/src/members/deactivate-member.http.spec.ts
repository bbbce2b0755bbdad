import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acceptInvitation, inviteMember } from '@countersign/contracts/invitations';
import { getSession, switchTenant } from '@countersign/contracts/identity';
import { deactivateMember, listMembers } from '@countersign/contracts/members';
import { getRequest } from '@countersign/contracts/requests';
import { createTenant } from '@countersign/contracts/tenants';
import { addFlow, approvalBy, expectRefusal, founderOf, holdsItsContract, memberIdOf, openHttpWorld, sendRaw, taskOf, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const idOf = (person: Person) => memberIdOf(world.company, person);
const remove = (person: Promise<string>, by = world.company.admin) => person.then((memberId) => by.call(deactivateMember, { params: { memberId }, body: {} }));
holdsItsContract({ operation: deactivateMember, world: () => world, ready: async () => ({ by: world.company.admin, input: { params: { memberId: await idOf(await world.company.join('Leaves', ['requester'])) }, body: { reason: 'Has left the company' } } }) });

describe('200', () => {
  it('puts a member out with their next call in any process, and out of every list; other companies of theirs stay (row:F2 row:L3)', async () => {
    const { company, api, twin } = world;
    const member = await company.join('Goes', ['requester', 'auditor']);
    const memberId = await idOf(member);
    expect((await fetch(`${twin.baseUrl}/v1/members`, { headers: member.headers() })).status).toBe(200);
    await company.admin.call(deactivateMember, { params: { memberId }, body: {} });
    for (const { baseUrl } of [api, twin]) {
      const answer = await fetch(`${baseUrl}/v1/members`, { headers: member.headers() });
      expect(await answer.json()).toMatchObject({ code: 'no_active_tenant' });
    }
    expect(await member.call(getSession, {})).toMatchObject({ memberships: [], activeMemberId: null, permissions: [] });
    await expectRefusal(world, switchTenant, { body: { memberId } }, { by: member }, 'not_found');
    expect((await company.admin.call(listMembers, { query: { limit: '100' } })).items.map(({ id }) => id)).not.toContain(memberId);
    await member.call(createTenant, { body: { name: 'Own business' } });
    expect((await member.call(getSession, {})).memberships.map(({ tenantName }) => tenantName)).toEqual(['Own business']);
  });

  it('keeps what they signed under their name, and lets them come back as the same member (row:E1)', async () => {
    const { company } = world;
    const signer = await company.join('Signs and goes', ['Budget owner']);
    const { id } = await company.submit({ title: 'Signed by one who left', amount: { amount: '7000.00', currency: 'EUR' } });
    await company.decide(signer, id, 'approve');
    const memberId = await idOf(signer);
    await company.admin.call(deactivateMember, { params: { memberId }, body: {} });
    expect((await company.requester.call(getRequest, { params: { requestId: id } })).decisions).toMatchObject([{ member: { memberId, name: 'Signs and goes' } }]);
    const { token } = await company.admin.call(inviteMember, { body: { email: signer.email, roleIds: [company.roleIds.get('requester') ?? ''] } });
    expect((await signer.call(acceptInvitation, { body: { token } })).memberId).toBe(memberId);
    expect((await signer.call(getSession, {})).permissions).not.toContain('task.decide');
  });

  it('asks others about what only the removed one was asked about, or stops it, with an entry that says why (row:A1)', async () => {
    const { company } = world;
    await company.addRole('Lone', ['request.read', 'task.decide']);
    const flow = await addFlow(company, 'Lone desk', [approvalBy(company, 'Lone')]);
    const first = await company.join('First of all', ['Lone']);
    const asked = await flow.submit();
    const second = await company.join('Second of all', ['Lone']);
    expect(await remove(idOf(first))).toMatchObject({ requestsAskedAnew: 1 });
    await expect(taskOf(second, asked.id)).resolves.toEqual(expect.any(String));
    expect(await remove(idOf(second))).toMatchObject({ requestsAskedAnew: 1 });
    expect(await company.requester.call(getRequest, { params: { requestId: asked.id } })).toMatchObject({ status: 'needs_approver' });
    const entries = await world.api.database.look("select convert_from(canonical, 'UTF8')::jsonb->>'reason' as reason from app.audit_entries where action = 'request.asked_anew' and subject_id = $1", [asked.id]);
    expect(entries).toHaveLength(2);
    await company.join('Third of all', ['Lone']);
    expect(await company.requester.call(getRequest, { params: { requestId: asked.id } })).toMatchObject({ status: 'open' });
  });

  it('leaves a task alone that those left can complete', async () => {
    const { company } = world;
    const spare = await company.join('One of several', ['Budget owner']);
    const { id } = await company.submit();
    const task = await taskOf(company.budgetOwner, id);
    expect(await remove(idOf(spare))).toMatchObject({ requestsAskedAnew: 0 });
    expect(await taskOf(company.budgetOwner, id)).toBe(task);
  });
});

describe('404', () => {
  it('knows a member who was removed no more', async () => {
    const memberId = await idOf(await world.company.join('Goes once', []));
    await world.company.admin.call(deactivateMember, { params: { memberId }, body: {} });
    await expectRefusal(world, deactivateMember, { params: { memberId }, body: {} }, { by: world.company.admin }, 'not_found');
  });
});

describe('409', () => {
  it('never removes the last one who can administer roles, not even by themselves (row:F2)', async () => {
    const founder = await founderOf(world.api, 'Alone');
    const memberId = (await founder.call(getSession, {})).activeMemberId ?? '';
    await expectRefusal(world, deactivateMember, { params: { memberId }, body: {} }, { by: founder }, 'last_admin');
  });

  it('leaves one who can administer roles where two remove each other at once, 5 times (row:F2)', async () => {
    const { api, twin } = world;
    for (let round = 0; round < 5; round += 1) {
      const founder = await founderOf(api, `Pair ${round}`);
      const other = await api.signUp(`Partner ${round}`);
      const [own] = (await founder.call(listMembers, { query: {} })).items;
      const roleIds = own?.roles.map(({ id }) => id) ?? [];
      const { token } = await founder.call(inviteMember, { body: { email: other.email, roleIds } });
      const { memberId } = await other.call(acceptInvitation, { body: { token } });
      const answers = await Promise.all([
        sendRaw(api.baseUrl, deactivateMember, { params: { memberId }, body: {} }, { by: founder }),
        sendRaw(twin.baseUrl, deactivateMember, { params: { memberId: own?.id }, body: {} }, { by: other }),
      ]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.find(({ status }) => status !== 200)?.json.code).toMatch(/^(last_admin|permission_denied|no_active_tenant)$/);
    }
  });
});
