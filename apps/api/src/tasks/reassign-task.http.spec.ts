import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assignMemberRoles } from '@countersign/contracts/members';
import { getRequest } from '@countersign/contracts/requests';
import { showNotifications, showRequest } from '@countersign/contracts/screens';
import { reassignTask } from '@countersign/contracts/tasks';
import { addFlow, expectRefusal, holdsItsContract, memberIdOf, openHttpWorld, sendRaw, signedBy, taskOf, type HttpWorld, type Person, type RequestFlow } from '@countersign/testing';

let world: HttpWorld;
let flow: RequestFlow;
let deputy: Person;
let deputyId = '';
beforeAll(async () => {
  world = await openHttpWorld();
  const { company } = world;
  await company.addRole('Deputies', ['request.read', 'task.decide']);
  deputy = await company.join('Deputy', ['Deputies']);
  deputyId = await memberIdOf(company, deputy);
  flow = await addFlow(company, 'Reassigned', { formatVersion: 2, steps: [signedBy(company, 'Finance', { id: 'sign', name: 'Sign', onReject: 'end' })] });
}, 120_000);
afterAll(() => world.close());

const reason = 'Finance is away until Monday.';
const open = async () => {
  const { id } = await flow.submit();
  return { requestId: id, params: { taskId: await taskOf(world.company.finance, id) } };
};
const ready = async () => ({ by: world.company.admin, input: { params: (await open()).params, body: { memberIds: [deputyId], instead: true, reason } } });
holdsItsContract({ operation: reassignTask, world: () => world, ready });

describe('200', () => {
  it('asks others instead, tells them, shows who asked and why, and takes their decision, no more the one of who was asked before (row:A10 row:E1)', async () => {
    const { company } = world;
    const { requestId, params } = await open();
    expect((await company.admin.call(reassignTask, { params, body: { memberIds: [deputyId], instead: true, reason } })).asked).toEqual([{ memberId: deputyId, name: 'Deputy' }]);
    const told = (await deputy.call(showNotifications, { query: {} })).data.rows.find(({ request }) => request.id === requestId);
    expect(told).toMatchObject({ kind: 'asked', did: expect.stringContaining('asks you to decide') });
    const [task] = (await company.admin.call(getRequest, { params: { requestId } })).tasks;
    expect(task?.candidates.find(({ memberId }) => memberId === deputyId)?.because).toBe(`was asked by Admin of Acme: ${reason}`);
    const { timeline } = (await company.requester.call(showRequest, { query: { requestId } })).data;
    expect(timeline.find(({ what }) => what.startsWith('asked '))).toMatchObject({ kind: 'opened', who: 'Admin of Acme', what: 'asked Deputy to decide Sign instead of Finance of Acme', note: reason });
    await expect(taskOf(company.finance, requestId)).rejects.toThrow();
    expect(await company.decide(deputy, requestId, 'approve')).toMatchObject({ requestStatus: 'approved' });
  });

  it('is offered on the sheet with whom the step waits for, to who may ask, while it is open (row:A10 row:F2)', async () => {
    const { company, foreigner } = world;
    const { requestId } = await open();
    const { actions, reassign } = (await company.admin.call(showRequest, { query: { requestId } })).data;
    expect(actions.map(({ id }) => id)).toContain('reassign');
    expect(reassign?.tasks).toEqual([{ taskId: await taskOf(company.finance, requestId), stepName: 'Sign', waitsFor: [{ memberId: await memberIdOf(company, company.finance), name: 'Finance of Acme' }] }]);
    for (const by of [company.requester, company.finance]) {
      const { data } = await by.call(showRequest, { query: { requestId } });
      expect([data.reassign, data.actions.some(({ id }) => id === 'reassign')]).toEqual([null, false]);
    }
    await expectRefusal(world, showRequest, { query: { requestId } }, { by: foreigner }, 'not_found');
    await company.decide(company.finance, requestId, 'approve');
    expect((await company.admin.call(showRequest, { query: { requestId } })).data.reassign).toBeNull();
  });

  it('goes on asking whom it was given to when roles of theirs change by which they were not asked (row:A10)', async () => {
    const { company } = world;
    const { requestId, params } = await open();
    await company.admin.call(reassignTask, { params, body: { memberIds: [deputyId], instead: true, reason } });
    for (const roles of [['Deputies', 'auditor'], ['Deputies']]) await company.admin.call(assignMemberRoles, { params: { memberId: deputyId }, body: { roleIds: roles.map((name) => company.roleIds.get(name) ?? '') } });
    expect(await taskOf(deputy, requestId)).toBe(params.taskId);
  });

  it('asks them besides: either may decide (row:A10)', async () => {
    const { company } = world;
    for (const by of [company.finance, deputy]) {
      const { requestId, params } = await open();
      await company.admin.call(reassignTask, { params, body: { memberIds: [deputyId], instead: false, reason } });
      expect(await company.decide(by, requestId, 'approve')).toMatchObject({ requestStatus: 'approved' });
    }
  });

  it('is one thing or the other where somebody decides at the same moment in another process (row:A10)', async () => {
    const { company, api, twin } = world;
    const { requestId, params } = await open();
    const [decided, reassigned] = await Promise.all([company.decide(company.finance, requestId, 'approve').then(() => 'decided', () => 'refused'), sendRaw(twin.baseUrl, reassignTask, { params, body: { memberIds: [deputyId], instead: true, reason } }, { by: company.admin })]);
    expect([decided, reassigned.status === 200 ? 200 : reassigned.json.code]).toEqual(decided === 'decided' ? ['decided', 'task_closed'] : ['refused', 200]);
    expect(api.errors).toEqual([]);
  });
});

describe('403, 409 and 422', () => {
  it('asks nobody who may not sign, and says by name why (row:A1 row:A10)', async () => {
    const { company } = world;
    const { params } = await open();
    const refused = (memberIds: readonly string[], code: Parameters<typeof expectRefusal>[4], change: object = {}) => expectRefusal(world, reassignTask, { params, body: { memberIds, instead: false, reason, ...change } }, { by: company.admin }, code);
    await refused([await memberIdOf(company, company.requester)], 'own_request');
    const answer = await refused([deputyId, await memberIdOf(company, company.auditor)], 'cannot_be_asked');
    expect(answer.json.detail).toBe('Auditor of Acme may not sign “Sign”: holds no role that may decide. Nobody was asked.');
    await refused([crypto.randomUUID()], 'cannot_be_asked');
    await refused([await memberIdOf(company, company.finance)], 'nobody_new');
    await refused([deputyId], 'invalid_input', { reason: ' ' });
  });

  it('asks nobody whom the step leaves out, nor for a task that is closed (row:A1 row:A10)', async () => {
    const { company } = world;
    const roleId = company.roleIds.get('Deputies') ?? '';
    const other = await addFlow(company, 'Without deputies', { formatVersion: 2, steps: [signedBy(company, 'Finance', { id: 'sign', name: 'Sign', onReject: 'end', approvers: { anyOf: [{ kind: 'role', roleId: company.roleIds.get('Finance') ?? '' }], except: [{ kind: 'role', roleId }] } })] });
    const { id } = await other.submit();
    const params = { taskId: await taskOf(company.finance, id) };
    const body = { memberIds: [deputyId], instead: true, reason };
    expect((await expectRefusal(world, reassignTask, { params, body }, { by: company.admin }, 'cannot_be_asked')).json.detail).toContain('Deputy may not sign');
    await company.decide(company.finance, id, 'approve');
    await expectRefusal(world, reassignTask, { params, body }, { by: company.admin }, 'task_closed');
  });
});
