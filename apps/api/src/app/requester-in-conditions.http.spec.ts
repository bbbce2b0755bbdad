import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addGroupMembers, createGroup } from '@countersign/contracts/groups';
import { assignMemberRoles, deactivateMember, setManager } from '@countersign/contracts/members';
import { getRequest, previewRequest } from '@countersign/contracts/requests';
import { createWorkflow } from '@countersign/contracts/workflows';
import { addFlow, expectRefusal, memberIdOf, openHttpWorld, signedBy, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
let groupId = '';
let boss: Person;
let bossId = '';
beforeAll(async () => {
  world = await openHttpWorld();
  const { company } = world;
  groupId = (await company.admin.call(createGroup, { body: { name: 'Laboratory' } })).id;
  boss = await company.join('Boss', ['requester']);
  bossId = await memberIdOf(company, boss);
}, 120_000);
afterAll(() => world.close());

const roleId = () => world.company.roleIds.get('requester') ?? '';
const flowOf = (name: string, when: string) =>
  addFlow(world.company, name, { formatVersion: 2, steps: [signedBy(world.company, 'Budget owner', { id: 'first', name: 'First' }), signedBy(world.company, 'Finance', { id: 'second', name: 'Second', when })] });
const factsOf = (requestId: string) =>
  world.api.database.look<{ fact: { result: boolean; inputs: Record<string, unknown> } }>("select f.fact from app.facts f join app.runs r on r.tenant_id = f.tenant_id and r.id = f.run_id where r.request_id = $1 and f.fact->>'kind' = 'condition_evaluated' order by f.seq", [requestId]);

/** Somebody new to make requests, with what they are. */
async function somebody(what: { groups?: boolean; manager?: string } = {}): Promise<{ by: Person; memberId: string }> {
  const { company } = world;
  const by = await company.join('Asking', ['requester']);
  const memberId = await memberIdOf(company, by);
  if (what.groups) await company.admin.call(addGroupMembers, { params: { groupId }, body: { memberIds: [memberId] } });
  if (what.manager !== undefined) await company.admin.call(setManager, { params: { memberId }, body: { manager: { memberId: what.manager } } });
  return { by, memberId };
}

describe('a condition that reads what its requester is (row:A2)', () => {
  it('reads their groups and their manager, and keeps what it read', async () => {
    const { company } = world;
    const flow = await flowOf('By group', `"${groupId}" in requester.groups && requester.managerId == "${bossId}"`);
    for (const [what, expected] of [[{ groups: true, manager: bossId }, 'open'], [{ groups: true }, 'approved'], [{ manager: bossId }, 'approved']] as const) {
      const { by } = await somebody(what);
      const { id } = await flow.submit(undefined, by);
      expect(await company.decide(company.budgetOwner, id, 'approve')).toMatchObject({ requestStatus: expected });
      const inputs = { 'requester.groups': 'groups' in what ? [groupId] : [], 'requester.managerId': 'manager' in what ? bossId : null };
      expect((await factsOf(id)).map(({ fact }) => [fact.result, fact.inputs])).toEqual([[expected === 'open', inputs]]);
    }
  });

  it('looks at them when the step is come to, not when it was submitted; what was read then stays', async () => {
    const { company } = world;
    const flow = await flowOf('By role', `"${roleId()}" in requester.roles`);
    const { by, memberId } = await somebody();
    const [lost, kept] = [await flow.submit(undefined, by), await flow.submit(undefined, by)];
    await company.decide(company.budgetOwner, kept.id, 'approve');
    const auditor = company.roleIds.get('auditor') ?? '';
    await company.admin.call(assignMemberRoles, { params: { memberId }, body: { roleIds: [auditor] } });
    expect(await company.decide(company.budgetOwner, lost.id, 'approve')).toMatchObject({ requestStatus: 'approved' });
    expect((await factsOf(lost.id)).map(({ fact }) => fact.inputs)).toEqual([{ 'requester.roles': [auditor] }]);
    expect((await factsOf(kept.id)).map(({ fact }) => fact.inputs)).toEqual([{ 'requester.roles': [roleId()] }]);
    expect(await company.decide(company.finance, kept.id, 'approve')).toMatchObject({ requestStatus: 'approved' });
  });

  it('passes over a manager who was removed, and is foreseen before it is submitted', async () => {
    const { company } = world;
    const flow = await flowOf('By manager', `requester.managerId == "${bossId}"`);
    const between = await somebody({ manager: bossId });
    const { by } = await somebody({ manager: between.memberId });
    const foreseen = async () => (await by.call(previewRequest, { query: { requestTypeId: flow.requestTypeId, content: JSON.stringify({ title: 'Chairs', amount: { amount: '80.00', currency: 'EUR' } }) } })).steps.find(({ stepId }) => stepId === 'second')?.state;
    expect(await foreseen()).toBe('skipped');
    await company.admin.call(deactivateMember, { params: { memberId: between.memberId }, body: {} });
    expect(await foreseen()).toBe('asked');
    const { id } = await flow.submit(undefined, by);
    await company.decide(company.budgetOwner, id, 'approve');
    expect(await company.admin.call(getRequest, { params: { requestId: id } })).toMatchObject({ status: 'open', waitingOn: { stepId: 'second' } });
  });

  it('is refused where it takes them for something else, at the spot', async () => {
    const { company } = world;
    const refused = async (when: string) => {
      const body = { name: when, definition: { formatVersion: 2, steps: [signedBy(company, 'Finance', { id: 'only', name: 'Only' }), signedBy(company, 'Finance', { id: 'sign', name: 'Sign', when })] } as never };
      const { json } = await expectRefusal(world, createWorkflow, { body }, { by: company.admin }, 'definition_invalid');
      return (json.errors as { detail: string; at?: { offset: number } }[]).map(({ detail, at }) => [detail, at?.offset]);
    };
    expect(await refused('requester.roles == "boss"')).toEqual([[expect.stringContaining('requester.roles'), expect.any(Number)]]);
    expect(await refused('requester.managerId.startsWith("a")')).toEqual([[expect.stringContaining('may be null'), expect.any(Number)]]);
    expect(await refused('requester.manager == "a"')).toEqual([[expect.stringContaining('There is no “requester.manager”'), expect.any(Number)]]);
  });
});
