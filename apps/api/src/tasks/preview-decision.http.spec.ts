import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addGroupMembers, createGroup } from '@countersign/contracts/groups';
import { listMembers } from '@countersign/contracts/members';
import { reviseRequest } from '@countersign/contracts/requests';
import { decideRequest, previewDecision } from '@countersign/contracts/tasks';
import { addFlow, approvalBy, connectMailServer, expectRefusal, holdsItsContract, lookAt, mailStep, noticeStep, openHttpWorld, payEffect, pointersOf, signedBy, taskOf, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const ready = async () => ({ by: world.company.budgetOwner, input: { params: { taskId: await taskOf(world.company.budgetOwner, (await world.company.submit()).id) }, query: { verdict: 'approve' } } });
holdsItsContract({ operation: previewDecision, world: () => world, ready });

describe('200', () => {
  it('says in words what is signed, what comes next, what will be sent where, and what cannot be called back (row:A7)', async () => {
    const { company } = world;
    const { id, number } = await company.submit();
    const first = (await lookAt(company.budgetOwner, id)).shown;
    expect(first).toMatchObject({
      statement: `I, Budget owner of Acme, approve version 1 of request ${number}, “Stage lighting” for €12,400.00, as Budget owner.`,
      label: 'Approve €12,400.00', reasonRequired: false, next: { outcome: 'opens_step', stepId: 'finance', stepName: 'Finance' }, effects: [], told: [{ who: 'Whoever watches this request', how: 'a notification in Countersign' }],
    });
    await company.decide(company.budgetOwner, id, 'approve');
    const last = (await lookAt(company.finance, id)).shown;
    expect(last).toMatchObject({ next: { outcome: 'approved' }, effects: [{ stepId: 'pay', kind: 'webhook', event: 'payment.requested', target: 'https://hooks.example.com/countersign', reversible: false }] });
    const rejecting = (await lookAt(company.finance, id, 'reject')).shown;
    expect(rejecting).toMatchObject({ reasonRequired: true, next: { outcome: 'rejected' }, effects: [] });
  });

  it('says of a mail whom it goes to, what it is about, through what, and that it cannot be taken back; nobody’s address but who is named in it (row:A7)', async () => {
    const { company } = world;
    const { id: connectionId, name } = await connectMailServer(company, 'mail.example.com:587');
    const flow = await addFlow(company, 'Mails', { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), mailStep(connectionId)] });
    const { id } = await flow.submit({ title: 'Chairs', amount: { amount: '12.50', currency: 'EUR' } });
    const { shown } = await lookAt(company.budgetOwner, id);
    expect(shown.effects).toMatchObject([{ stepId: 'tell', kind: 'mail', target: 'smtp://mail.example.com:587', reversible: false, bindingDigest: expect.any(String), label: `Tell the vendor: a mail “Approved: Chairs” to vendor@example.org, Employee of Acme, through ${name}; a mail cannot be taken back` }]);
  });

  it('says of a notice whom it tells, and what; one who is named is bound to as the text is (row:A7 row:C1)', async () => {
    const { company } = world;
    const { id: groupId } = await company.admin.call(createGroup, { body: { name: 'Board' } });
    const [member] = (await company.admin.call(listMembers, { query: {} })).items;
    await company.admin.call(addGroupMembers, { params: { groupId }, body: { memberIds: [member?.id ?? ''] } });
    const noticed = async (to: Parameters<typeof noticeStep>[0], text: string) => {
      const flow = await addFlow(company, `Notices ${crypto.randomUUID()}`, { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), noticeStep(to, text)] });
      return (await lookAt(company.budgetOwner, (await flow.submit({ title: 'Chairs', amount: { amount: '12.50', currency: 'EUR' } })).id)).shown.effects;
    };
    const all = await noticed([{ kind: 'requester' }, { kind: 'role', roleId: company.roleIds.get('Finance') ?? '' }, { kind: 'group', groupId }], '{{title}} can be ordered');
    expect(all).toMatchObject([{ stepId: 'tell', kind: 'notice', event: 'notice', target: 'Countersign', reversible: false, label: 'Tell them: a notification to Employee of Acme, holders of Finance, members of Board, “Chairs can be ordered”; what was told stays told' }]);
    const [fewer] = await noticed([{ kind: 'requester' }], '{{title}} can be ordered');
    expect(fewer?.payloadDigest).not.toBe(all[0]?.payloadDigest);
  });

  it('binds to what will be sent: the payload that is wanted later has the digest that was shown (row:A7 row:C1)', async () => {
    const { company } = world;
    const { id } = await company.submit({ title: 'Small', amount: { amount: '34.33634285099345', currency: 'EUR' } });
    const { params, body, shown } = await lookAt(company.budgetOwner, id);
    expect(shown.statement).toContain('€34.33634285099345');
    await company.budgetOwner.call(decideRequest, { params, body });
    expect(await world.api.database.look('select payload_digest as digest from app.effects where request_id = $1', [id])).toEqual([{ digest: shown.effects[0]?.payloadDigest }]);
  });

  it('has the same digest for the same consequences, whoever looks and whenever, and another for any other (row:A7)', async () => {
    const { company } = world;
    const second = await company.join('Second owner', ['Budget owner']);
    const { id } = await company.submit();
    const digests = await Promise.all([lookAt(company.budgetOwner, id), lookAt(second, id), lookAt(company.budgetOwner, id), lookAt(company.budgetOwner, id, 'reject'), lookAt(company.budgetOwner, id, 'request_changes')]);
    const [one, other, again, rejecting, asking] = digests.map(({ shown }) => shown.consequencesDigest);
    expect([other, again]).toEqual([one, one]);
    expect(new Set([one, rejecting, asking]).size).toBe(3);
    await company.requester.call(reviseRequest, { params: { requestId: id }, body: { content: { title: 'Stage lighting', amount: { amount: '12400.00', currency: 'EUR' }, note: 'new' } } });
    expect((await lookAt(company.budgetOwner, id)).shown.consequencesDigest).not.toBe(one);
  });
});

describe('403', () => {
  it('shows nothing to the requester and to who was not asked (row:A1)', async () => {
    const { company } = world;
    await company.addRole('Onlooker', ['request.read', 'request.read_all', 'task.decide']);
    const [onlooker, both] = [await company.join('Onlooker', ['Onlooker']), await company.join('Both', ['requester', 'Budget owner'])];
    const { id } = await company.submit(undefined, both);
    const call = { params: { taskId: await taskOf(company.budgetOwner, id) }, query: { verdict: 'approve' } };
    await expectRefusal(world, previewDecision, call, { by: onlooker }, 'not_a_candidate');
    await expectRefusal(world, previewDecision, call, { by: both }, 'own_request');
  });
});

describe('409', () => {
  it('shows nothing of a task that is closed, or that one has decided (row:A3)', async () => {
    const { company } = world;
    const { id } = await company.submit();
    const { params, body } = await lookAt(company.budgetOwner, id);
    await company.budgetOwner.call(decideRequest, { params, body });
    await expectRefusal(world, previewDecision, { params, query: { verdict: 'approve' } }, { by: company.budgetOwner }, 'task_closed');
    await company.join('Third owner', ['Budget owner']);
    const flow = await addFlow(company, 'Committee', [approvalBy(company, 'Budget owner', { quorum: 2 }), payEffect(company)]);
    const open = await lookAt(company.budgetOwner, (await flow.submit()).id);
    await company.budgetOwner.call(decideRequest, { params: open.params, body: open.body });
    await expectRefusal(world, previewDecision, { params: open.params, query: { verdict: 'approve' } }, { by: company.budgetOwner }, 'already_decided');
  });
});

describe('422', () => {
  it('knows three verdicts, and says where it was given another; a condition that cannot be worked out is said too (row:F6 row:A2)', async () => {
    const { company } = world;
    const { id } = await company.submit();
    const params = { taskId: await taskOf(company.budgetOwner, id) };
    for (const query of [{}, { verdict: 'abstain' }]) expect(pointersOf(await expectRefusal(world, previewDecision, { params, query }, { by: company.budgetOwner }, 'invalid_input'))).toEqual(['/query/verdict']);
    const flow = await addFlow(company, 'Unclear', [approvalBy(company, 'Finance'), approvalBy(company, 'Budget owner', { id: 'second', when: 'int(request.title) > 1' })], { immaterialFields: [] });
    const unclear = { taskId: await taskOf(company.finance, (await flow.submit()).id) };
    await expectRefusal(world, previewDecision, { params: unclear, query: { verdict: 'approve' } }, { by: company.finance }, 'condition_failed');
  });
});
