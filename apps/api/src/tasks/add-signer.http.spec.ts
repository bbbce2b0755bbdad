import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDelegation } from '@countersign/contracts/delegations';
import { assignMemberRoles } from '@countersign/contracts/members';
import { getRequest, reviseRequest } from '@countersign/contracts/requests';
import { showNotifications, showRequest } from '@countersign/contracts/screens';
import { addSigner, decideRequest, findSigners, previewDecision } from '@countersign/contracts/tasks';
import { addFlow, approveFor, expectRefusal, holdsItsContract, lookAt, memberIdOf, openHttpWorld, roleOf, sendRaw, signedBy, taskOf, type HttpWorld, type Person, type RequestFlow } from '@countersign/testing';
import { delegationTo } from '@countersign/testing/authorization';

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

const reason = 'Knows the supplier.';
const open = async () => {
  const { id } = await flow.submit();
  return { requestId: id, params: { taskId: await taskOf(world.company.finance, id) } };
};
const add = (params: { taskId: string }, by = world.company.admin, memberId = expertId) => by.call(addSigner, { params, body: { memberId, reason } });
const ready = async () => ({ by: world.company.admin, input: { params: (await open()).params, body: { memberId: expertId, reason } } });
holdsItsContract({ operation: addSigner, world: () => world, ready });

describe('201', () => {
  it('has them sign besides, told so, whichever signs first; and shows who added them and why (row:A8 row:A10 row:E1)', async () => {
    const { company } = world;
    for (const order of [[company.finance, expert], [expert, company.finance]]) {
      const { requestId, params } = await open();
      expect(await add(params)).toMatchObject({ requestId, signer: { memberId: expertId, name: 'Expert' }, quorum: 2 });
      const told = (await expert.call(showNotifications, { query: {} })).data.rows.find(({ request }) => request.id === requestId);
      expect(told).toMatchObject({ kind: 'asked', did: expect.stringContaining('asks you to decide') });
      const [task] = (await company.admin.call(getRequest, { params: { requestId } })).tasks;
      expect(task).toMatchObject({ status: 'open', quorum: 2 });
      expect(task?.candidates.find(({ memberId }) => memberId === expertId)?.because).toBe(`was added by Admin of Acme: ${reason}`);
      const { timeline } = (await company.requester.call(showRequest, { query: { requestId } })).data;
      expect(timeline.find(({ what }) => what.startsWith('added '))).toMatchObject({ who: 'Admin of Acme', what: 'added Expert, who must sign Sign too', note: reason });
      for (const [index, by] of order.entries()) expect(await company.decide(by, requestId, 'approve')).toMatchObject({ requestStatus: index === 0 ? 'open' : 'approved' });
    }
  });

  it('may be done by an approver for what waits for them, and is shown to who may before it is done, with what it causes (row:A8 row:F2)', async () => {
    const { company, foreigner } = world;
    const { requestId, params } = await open();
    const sheetOf = async (by: Person) => (await by.call(showRequest, { query: { requestId } })).data;
    for (const by of [company.finance, company.admin]) {
      const { actions, addSigner: offered } = await sheetOf(by);
      expect(actions.map(({ id }) => id)).toContain('add_signer');
      expect(offered?.tasks).toEqual([{ taskId: params.taskId, stepName: 'Sign', waitsFor: [expect.objectContaining({ name: 'Finance of Acme' })], quorum: 1, signed: 0 }]);
    }
    expect((await sheetOf(company.requester)).addSigner).toBeNull();
    await expectRefusal(world, addSigner, { params, body: { memberId: expertId, reason } }, { by: foreigner }, 'not_found');
    expect(await add(params, company.finance)).toMatchObject({ quorum: 2 });
    await company.decide(company.finance, requestId, 'approve');
    expect((await sheetOf(company.finance)).removableSigners).toEqual([{ memberId: expertId, name: 'Expert', stepId: 'sign', stepName: 'Sign', passes: true }]);
  });

  it('refuses a decision that was shown before, with what it would cause now (row:A7)', async () => {
    const { company } = world;
    const { requestId, params } = await open();
    const shown = await lookAt(company.finance, requestId);
    expect(shown.shown.next.outcome).toBe('approved');
    await add(params);
    const refused = await expectRefusal(world, decideRequest, { params: shown.params, body: shown.body }, { by: company.finance }, 'consequences_changed');
    expect(refused.json).toMatchObject({ consequences: { next: { outcome: 'waits' }, statement: expect.stringContaining('first of 2 signatures') } });
    for (const verdict of ['reject', 'request_changes'] as const) expect((await lookAt(company.finance, requestId, verdict)).shown.statement).toMatch(/, as Sign\.$/);
  });

  it('asks them again when the step is asked anew, by a revision (row:A4 row:A8)', async () => {
    const { company } = world;
    const { requestId, params } = await open();
    await add(params);
    await company.decide(expert, requestId, 'approve');
    await company.requester.call(reviseRequest, { params: { requestId }, body: { content: { title: 'Chairs', amount: { amount: '90.00', currency: 'EUR' } } } });
    await company.decide(company.finance, requestId, 'approve');
    expect(await company.decide(expert, requestId, 'approve')).toMatchObject({ requestStatus: 'approved' });
  });

  it('is signed by whoever acts for them; they act for nobody there (row:A9)', async () => {
    const { company } = world;
    const stand = await company.join('Stand-in', ['Experts']);
    const other = await company.join('Other expert', ['Experts']);
    const { requestId, params } = await open();
    await add(params, company.admin, await memberIdOf(company, other));
    await other.call(createDelegation, { body: delegationTo(await memberIdOf(company, stand)) });
    expect(await approveFor(stand, requestId)).toMatchObject({ requestStatus: 'open' });
    await company.finance.call(createDelegation, { body: delegationTo(expertId) });
    const second = await open();
    const shown = await expert.call(previewDecision, { params: second.params, query: { verdict: 'approve', onBehalfOf: await memberIdOf(company, company.finance) } });
    await add(second.params);
    const { verdict, revisionDigest, consequencesDigest } = shown;
    await expectRefusal(world, decideRequest, { params: second.params, body: { verdict, revisionDigest, consequencesDigest, onBehalfOf: await memberIdOf(company, company.finance) } }, { by: expert }, 'sign_for_yourself');
  });

  it('is refused for nobody whom the dialog offers, until everybody who may decide is said to be asked already (row:A8)', async () => {
    const { company } = world;
    const { params } = await open();
    const offered = async () => (await company.admin.call(findSigners, { params, query: {} })).items;
    const free = (await offered()).filter(({ isAsked }) => !isAsked);
    expect(free.map(({ name }) => name)).toContain('Expert');
    for (const { memberId } of free) await add(params, company.admin, memberId);
    expect((await offered()).every(({ isAsked }) => isAsked)).toBe(true);
  });

  it('stops and says so where they may sign no more, and goes on where they may again (row:A1)', async () => {
    const { company } = world;
    const leaving = await company.join('Leaving expert', ['Experts']);
    const memberId = await memberIdOf(company, leaving);
    const { requestId, params } = await open();
    await add(params, company.admin, memberId);
    const assign = (roleIds: string[]) => company.admin.call(assignMemberRoles, { params: { memberId }, body: { roleIds } });
    await assign([]);
    expect(await company.admin.call(getRequest, { params: { requestId } })).toMatchObject({ status: 'needs_approver' });
    await assign([company.roleIds.get('Experts') ?? '']);
    await company.decide(company.finance, requestId, 'approve');
    expect(await company.decide(leaving, requestId, 'approve')).toMatchObject({ requestStatus: 'approved' });
  });

  it('is one thing or the other where somebody decides at the same moment in another process (row:A8)', async () => {
    const { company, api, twin } = world;
    const { requestId, params } = await open();
    const { params: task, body } = await lookAt(company.finance, requestId);
    const [decided, added] = await Promise.all([sendRaw(api.baseUrl, decideRequest, { params: task, body }, { by: company.finance }), sendRaw(twin.baseUrl, addSigner, { params, body: { memberId: expertId, reason } }, { by: company.admin })]);
    expect([decided.status, decided.json.code, added.status, added.json.code]).toEqual(decided.status === 201 ? [201, undefined, 409, 'task_closed'] : [409, 'consequences_changed', 201, undefined]);
    expect(api.errors).toEqual([]);
  });
});

describe('403, 409 and 422', () => {
  it('adds nobody who may not sign, is asked or was added already (row:A1 row:A8)', async () => {
    const { company } = world;
    const { params } = await open();
    const refused = async (person: Person, code: Parameters<typeof expectRefusal>[4]) => expectRefusal(world, addSigner, { params, body: { memberId: await memberIdOf(company, person), reason } }, { by: company.admin }, code);
    await refused(company.requester, 'own_request');
    expect((await refused(company.auditor, 'cannot_be_asked')).json.detail).toBe('Auditor of Acme may not sign “Sign”: holds no role that may decide. Nobody was asked.');
    await refused(company.finance, 'asked_already');
    await add(params);
    await refused(expert, 'asked_already');
    await expectRefusal(world, addSigner, { params, body: { memberId: expertId, reason: ' ' } }, { by: company.admin }, 'invalid_input');
  });

  it('adds nobody for who neither may ask others nor is asked, to a step that leaves them out, or to a task that is closed (row:A1 row:A8)', async () => {
    const { company } = world;
    const other = await addFlow(company, 'Two steps', { formatVersion: 2, steps: [signedBy(company, 'Finance', { id: 'first', name: 'First' }), signedBy(company, 'Budget owner', { id: 'second', name: 'Second', differsFrom: ['first'], approvers: { anyOf: [roleOf(company, 'Budget owner')], except: [roleOf(company, 'Experts')] } })] });
    const { id } = await other.submit();
    const first = { taskId: await taskOf(company.finance, id) };
    await company.decide(company.finance, id, 'approve');
    await expectRefusal(world, addSigner, { params: first, body: { memberId: expertId, reason } }, { by: company.admin }, 'task_closed');
    const params = { taskId: await taskOf(company.budgetOwner, id) };
    // Who signed the first step sees the request, and the second does not wait for them.
    await expectRefusal(world, addSigner, { params, body: { memberId: expertId, reason } }, { by: company.finance }, 'permission_denied');
    expect((await company.finance.call(showRequest, { query: { requestId: id } })).data.addSigner).toBeNull();
    await expectRefusal(world, addSigner, { params, body: { memberId: await memberIdOf(company, company.finance), reason } }, { by: company.admin }, 'must_differ');
    await expectRefusal(world, addSigner, { params, body: { memberId: expertId, reason } }, { by: company.admin }, 'cannot_be_asked');
  });
});
