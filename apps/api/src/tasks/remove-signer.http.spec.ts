import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assignMemberRoles } from '@countersign/contracts/members';
import { getRequest } from '@countersign/contracts/requests';
import { showNotifications, showRequest } from '@countersign/contracts/screens';
import { addSigner, decideRequest, reassignTask, removeSigner } from '@countersign/contracts/tasks';
import { addFlow, expectRefusal, holdsItsContract, lookAt, memberIdOf, openHttpWorld, signedBy, taskOf, type HttpWorld, type Person, type RequestFlow } from '@countersign/testing';

let world: HttpWorld;
let flow: RequestFlow;
let expert: Person;
let expertId = '';
beforeAll(async () => {
  world = await openHttpWorld();
  const { company } = world;
  await company.addRole('Experts', ['request.read', 'task.decide']);
  expert = await company.join('Expert', ['Experts']);
  expertId = await memberIdOf(company, expert);
  flow = await addFlow(company, 'Signed by more', { formatVersion: 2, steps: [signedBy(company, 'Finance', { id: 'sign', name: 'Sign', onReject: 'end' })] });
}, 120_000);
afterAll(() => world.close());

const body = () => ({ stepId: 'sign', memberId: expertId, reason: 'It was cleared up.' });
const withOneMore = async (by = world.company.admin, memberId = expertId) => {
  const { id } = await flow.submit();
  await by.call(addSigner, { params: { taskId: await taskOf(world.company.finance, id) }, body: { memberId, reason: 'Knows the supplier.' } });
  return { requestId: id };
};
const ready = async () => ({ by: world.company.admin, input: { params: await withOneMore(), body: body() } });
holdsItsContract({ operation: removeSigner, world: () => world, ready });

describe('201', () => {
  it('leaves the step as it was: they are asked no more, which they are told, and one less must sign (row:A8 row:E1)', async () => {
    const { company, foreigner } = world;
    const params = await withOneMore();
    await expectRefusal(world, removeSigner, { params, body: body() }, { by: foreigner }, 'not_found');
    expect(await company.admin.call(removeSigner, { params, body: body() })).toMatchObject({ status: 'open' });
    const told = (await expert.call(showNotifications, { query: {} })).data.rows.find(({ request }) => request.id === params.requestId);
    expect(told).toMatchObject({ kind: 'unasked', did: expect.stringContaining('needs your decision no more on') });
    await expect(taskOf(expert, params.requestId)).rejects.toThrow();
    const [task] = (await company.admin.call(getRequest, { params })).tasks;
    expect(task).toMatchObject({ status: 'open', quorum: 1 });
    const { timeline } = (await company.requester.call(showRequest, { query: params })).data;
    expect(timeline.find(({ what }) => what.startsWith('took back'))).toMatchObject({ who: 'Admin of Acme', what: 'took back that Expert must sign Sign', note: body().reason });
    expect(await company.decide(company.finance, params.requestId, 'approve')).toMatchObject({ requestStatus: 'approved' });
  });

  it('lets a step pass that lacked nothing else, which is said before (row:A7 row:A8)', async () => {
    const { company } = world;
    const params = await withOneMore(company.finance);
    expect((await company.finance.call(showRequest, { query: params })).data.removableSigners).toMatchObject([{ name: 'Expert', passes: false }]);
    await company.decide(company.finance, params.requestId, 'approve');
    const { removableSigners, actions } = (await company.finance.call(showRequest, { query: params })).data;
    expect([removableSigners, actions.some(({ id }) => id === 'remove_signer')]).toMatchObject([[{ name: 'Expert', passes: true }], true]);
    expect(await company.finance.call(removeSigner, { params, body: body() })).toMatchObject({ status: 'approved' });
  });

  it('asks them no more, although they hold by now the role that the step asks for (row:A1 row:A8)', async () => {
    const { company } = world;
    const hana = await company.join('Hana', ['Experts']);
    const memberId = await memberIdOf(company, hana);
    const params = await withOneMore(company.finance, memberId);
    const taskId = await taskOf(hana, params.requestId);
    await company.admin.call(assignMemberRoles, { params: { memberId }, body: { roleIds: ['Experts', 'Finance'].map((name) => company.roleIds.get(name) ?? '') } });
    await company.finance.call(removeSigner, { params, body: { ...body(), memberId } });
    await expect(taskOf(hana, params.requestId)).rejects.toThrow();
    const sheet = (await company.requester.call(showRequest, { query: params })).data;
    expect([sheet.stateLine, (await hana.call(showRequest, { query: params })).data.decision]).toEqual([expect.not.stringContaining('Hana'), null]);
    const { body: looked } = await lookAt(company.finance, params.requestId);
    await expectRefusal(world, decideRequest, { params: { taskId }, body: looked }, { by: hana }, 'not_a_candidate');
    expect(await company.decide(company.finance, params.requestId, 'approve')).toMatchObject({ requestStatus: 'approved' });
  });

  it('goes on asking whom somebody asked meanwhile, and tells them nothing else (row:A8 row:A10)', async () => {
    const { company } = world;
    const deputy = await company.join('Deputy', ['Experts']);
    const params = await withOneMore();
    const taskId = await taskOf(expert, params.requestId);
    await company.admin.call(reassignTask, { params: { taskId }, body: { memberIds: [expertId, await memberIdOf(company, deputy)], instead: false, reason: 'Finance is away.' } });
    await company.admin.call(removeSigner, { params, body: body() });
    const told = (await expert.call(showNotifications, { query: {} })).data.rows.filter(({ request }) => request.id === params.requestId);
    expect(told.map(({ kind }) => kind)).not.toContain('unasked');
    expect(await company.decide(expert, params.requestId, 'approve')).toMatchObject({ requestStatus: 'approved' });
  });

  it('lets a request go on that stopped because they may sign no more (row:A1 row:A8)', async () => {
    const { company } = world;
    const leaving = await company.join('Leaving expert', ['Experts']);
    const memberId = await memberIdOf(company, leaving);
    const params = await withOneMore(company.admin, memberId);
    await company.admin.call(assignMemberRoles, { params: { memberId }, body: { roleIds: [] } });
    const { stateLine, removableSigners } = (await company.admin.call(showRequest, { query: params })).data;
    expect([stateLine, removableSigners]).toMatchObject(['Stopped: Sign needs an approver', [{ name: 'Leaving expert', passes: false }]]);
    expect(await company.admin.call(removeSigner, { params, body: { ...body(), memberId } })).toMatchObject({ status: 'open' });
    expect(await company.decide(company.finance, params.requestId, 'approve')).toMatchObject({ requestStatus: 'approved' });
  });
});

describe('403 and 409', () => {
  it('is refused to who neither added them nor may ask others (row:A8 row:F2)', async () => {
    const { company } = world;
    const params = await withOneMore();
    for (const by of [company.finance, company.requester, company.auditor]) {
      await expectRefusal(world, removeSigner, { params, body: body() }, { by }, 'permission_denied');
      expect((await by.call(showRequest, { query: params })).data.removableSigners).toEqual([]);
    }
  });

  it('is refused once they signed, where they were not added, and after the end (row:A8)', async () => {
    const { company } = world;
    const params = await withOneMore();
    const refused = (code: Parameters<typeof expectRefusal>[4], change: object = {}) => expectRefusal(world, removeSigner, { params, body: { ...body(), ...change } }, { by: company.admin }, code);
    await refused('not_added', { stepId: 'other' });
    await refused('not_added', { memberId: await memberIdOf(company, company.finance) });
    await company.decide(expert, params.requestId, 'approve');
    await refused('already_decided');
    await company.decide(company.finance, params.requestId, 'approve');
    await refused('request_closed');
  });
});
