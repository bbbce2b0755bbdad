import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getSession } from '@countersign/contracts/identity';
import { assignMemberRoles, listMembers } from '@countersign/contracts/members';
import { getRequest } from '@countersign/contracts/requests';
import { listRoles } from '@countersign/contracts/roles';
import { addFlow, approvalBy, expectRefusal, founderOf, holdsItsContract, openHttpWorld, sendRaw, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const role = (name: string) => world.company.roleIds.get(name) ?? '';
async function idOf({ email }: Person): Promise<string> {
  const { items } = await world.company.admin.call(listMembers, { query: { limit: '100' } });
  return items.find((member) => member.email === email)?.id ?? '';
}

let turn = 0;
const ready = async () => ({ by: world.company.admin, input: { params: { memberId: await idOf(world.company.auditor) }, body: { roleIds: (turn += 1) % 2 === 0 ? [role('auditor')] : [role('auditor'), role('requester')] } } });
holdsItsContract({ operation: assignMemberRoles, world: () => world, ready });

describe('200', () => {
  it('replaces the roles, and the next call of that member in any process is judged by the new ones (row:F2 row:L3)', async () => {
    const member = await world.company.join('Changes hats', ['requester']);
    const params = { memberId: await idOf(member) };
    const changed = await world.company.admin.call(assignMemberRoles, { params, body: { roleIds: [role('auditor'), role('auditor')] } });
    expect(changed.roles).toEqual([{ id: role('auditor'), name: 'auditor' }]);
    expect((await member.call(getSession, {})).permissions).toContain('audit.read');
    const onTwin = await fetch(`${world.twin.baseUrl}/v1/audit-entries`, { headers: member.headers() });
    expect(onTwin.status).toBe(200);
    await world.company.admin.call(assignMemberRoles, { params, body: { roleIds: [] } });
    expect((await fetch(`${world.twin.baseUrl}/v1/audit-entries`, { headers: member.headers() })).status).toBe(403);
  });

  it('lets a request that stopped for want of an approver go on, with an entry that says why (row:A1)', async () => {
    const { company } = world;
    const members = await company.admin.call(listMembers, { query: { limit: '100' } });
    const owners = members.items.filter(({ roles }) => roles.some(({ name }) => name === 'Budget owner'));
    for (const { id } of owners) await company.admin.call(assignMemberRoles, { params: { memberId: id }, body: { roleIds: [] } });
    const stopped = await company.submit();
    expect(stopped.status).toBe('needs_approver');
    const params = { memberId: await idOf(company.budgetOwner) };
    await company.admin.call(assignMemberRoles, { params, body: { roleIds: [role('Budget owner')] } });
    const resumed = await company.admin.call(getRequest, { params: { requestId: stopped.id } });
    expect(resumed).toMatchObject({ status: 'open', waitingOn: { stepId: 'budget' } });
    const entries = await world.api.database.look("select convert_from(canonical, 'UTF8')::jsonb->>'reason' as reason from app.audit_entries where action = 'request.resumed' and subject_id = $1", [stopped.id]);
    expect(entries).toEqual([{ reason: 'An approver was found after roles changed.' }]);
    await expect(company.decide(company.budgetOwner, stopped.id, 'approve')).resolves.toMatchObject({ requestStatus: 'open' });
  });
});

describe('200 where a role goes', () => {
  it('stops in the same breath what nobody else may sign any more, and leaves what somebody still may (row:A1)', async () => {
    const { company } = world;
    await company.addRole('Treasury', ['request.read', 'task.decide']);
    const [first, second] = [await company.join('First treasurer', ['Treasury']), await company.join('Second treasurer', ['Treasury'])];
    const flow = await addFlow(company, 'By the treasury', [approvalBy(company, 'Treasury')]);
    const { id } = await flow.submit();
    const asked = async () => (await company.requester.call(getRequest, { params: { requestId: id } })).tasks.filter(({ status }) => status === 'open').flatMap(({ candidates }) => candidates.map(({ name }) => name)).sort();
    const relieve = async (person: Person) => company.admin.call(assignMemberRoles, { params: { memberId: await idOf(person) }, body: { roleIds: [role('requester')] } });
    expect(await asked()).toEqual(['First treasurer', 'Second treasurer']);
    await relieve(first);
    expect(await company.requester.call(getRequest, { params: { requestId: id } })).toMatchObject({ status: 'open' });
    await relieve(second);
    expect(await company.requester.call(getRequest, { params: { requestId: id } })).toMatchObject({ status: 'needs_approver' });
    expect(await asked()).toEqual([]);
  });
});

describe('200 beside many that stay stopped', () => {
  it('resumes a request although more than 200 older ones cannot go on (row:A1)', async () => {
    const { company } = world;
    const members = await company.admin.call(listMembers, { query: { limit: '100' } });
    const owners = members.items.filter(({ roles }) => roles.some(({ name }) => name === 'Budget owner'));
    for (const { id } of owners) await company.admin.call(assignMemberRoles, { params: { memberId: id }, body: { roleIds: [] } });
    // The only one who could sign for these is their requester, who may not: they stay stopped whoever gets what.
    const alone = await company.join('Only owner', ['requester', 'Budget owner']);
    for (let count = 0; count < 201; count += 1) expect((await company.submit(undefined, alone)).status).toBe('needs_approver');
    await company.admin.call(assignMemberRoles, { params: { memberId: await idOf(alone) }, body: { roleIds: [role('requester')] } });
    const last = await company.submit();
    expect(last.status).toBe('needs_approver');
    await company.admin.call(assignMemberRoles, { params: { memberId: await idOf(alone) }, body: { roleIds: [role('requester'), role('Budget owner')] } });
    expect(await company.admin.call(getRequest, { params: { requestId: last.id } })).toMatchObject({ status: 'open' });
    await company.admin.call(assignMemberRoles, { params: { memberId: await idOf(company.budgetOwner) }, body: { roleIds: [role('Budget owner')] } });
  }, 120_000);
});

describe('403', () => {
  it('refuses to hand out more than the actor holds, to themselves too, and lets be what the member had (row:F2)', async () => {
    const { company } = world;
    await company.addRole('Assigns roles', ['member.assign_roles', 'request.read', 'request.submit', 'request_type.read']);
    const assigner = await company.join('Assigns roles', ['Assigns roles']);
    const other = await company.join('Keeps roles', ['auditor']);
    for (const person of [assigner, other]) {
      const answer = await expectRefusal(world, assignMemberRoles, { params: { memberId: await idOf(person) }, body: { roleIds: [role('Assigns roles'), role('admin')] } }, { by: assigner }, 'permission_denied');
      expect(answer.json.permission).toBe('audit.read');
      expect(answer.json.detail).toContain('"audit.read"');
    }
    const changed = await assigner.call(assignMemberRoles, { params: { memberId: await idOf(other) }, body: { roleIds: [role('auditor'), role('requester')] } });
    expect(changed.roles.map(({ name }) => name)).toEqual(['auditor', 'requester']);
    await company.admin.call(assignMemberRoles, { params: { memberId: await idOf(assigner) }, body: { roleIds: [] } });
  });
});

describe('409', () => {
  it('never takes the last right to assign roles away (row:F2)', async () => {
    const founder = await founderOf(world.api, 'Cyan');
    const members = await founder.call(listMembers, { query: {} });
    const params = { memberId: members.items[0]?.id ?? '' };
    await expectRefusal(world, assignMemberRoles, { params, body: { roleIds: [] } }, { by: founder }, 'last_admin');
  });

  it('leaves one who can assign roles where two take it from each other at once, 5 times (row:F2)', async () => {
    const { company, api, twin } = world;
    const admins = [await company.join('First admin', ['admin']), await company.join('Second admin', ['admin'])];
    const ids = await Promise.all([...admins, company.admin].map(idOf));
    const [first, second] = admins;
    if (!first || !second) throw new Error('two admins were made');
    const assign = (by: Person, at: number, roleIds: string[], baseUrl = api.baseUrl) => sendRaw(baseUrl, assignMemberRoles, { params: { memberId: ids[at] }, body: { roleIds } }, { by });
    expect((await assign(first, 2, [])).status).toBe(200);
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all([assign(first, 1, []), assign(second, 0, [], twin.baseUrl)]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.find(({ status }) => status !== 200)?.json.code).toMatch(/^(last_admin|permission_denied)$/);
      const [winner, loser] = answers[0]?.status === 200 ? [first, 1] : [second, 0];
      expect((await assign(winner, loser, [role('admin')])).status).toBe(200);
    }
    expect((await assign(first, 2, [role('admin'), role('approver'), role('requester')])).status).toBe(200);
  });
});

describe('422', () => {
  it('refuses a role that is not here, also one of another company, and writes nothing (row:F1)', async () => {
    const theirs = await world.foreigner.call(listRoles, { query: {} });
    const params = { memberId: await idOf(world.company.requester) };
    for (const roleId of [theirs.items[0]?.id ?? '', crypto.randomUUID()]) {
      await expectRefusal(world, assignMemberRoles, { params, body: { roleIds: [role('requester'), roleId] } }, { by: world.company.admin }, 'role_unknown');
    }
  });
});
