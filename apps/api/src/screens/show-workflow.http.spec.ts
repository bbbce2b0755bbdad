import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deactivateMember } from '@countersign/contracts/members';
import { showWorkflow } from '@countersign/contracts/screens';
import { addWorkflowVersion, createWorkflow, publishWorkflowVersion } from '@countersign/contracts/workflows';
import { addFlow, approvalBy, expectRefusal, expectWithinBudget, holdsItsContract, memberIdOf, openHttpWorld, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const input = (version?: string) => ({ query: { workflowId: world.company.workflowId, ...(version !== undefined && { version }) } });
holdsItsContract({ operation: showWorkflow, world: () => world, ready: () => ({ by: world.company.auditor, input: input() }) });

describe('200', () => {
  it('draws every step with who may sign, its condition as written and in words, and what its effect does (row:A1 row:A2)', async () => {
    const { company } = world;
    const { data } = await company.auditor.call(showWorkflow, input());
    const role = (name: string) => ({ id: company.roleIds.get(name), name, holders: 1 });
    expect(data.workflow).toEqual({ id: company.workflowId, name: 'Purchase' });
    expect(data.requestTypes).toEqual([{ id: company.requestTypeId, name: 'Purchase order' }]);
    expect(data.shown.steps).toEqual([
      { stepId: 'budget', kind: 'approval', name: 'Budget owner', condition: null, depth: 0, branch: null, roles: [role('Budget owner')], members: [], unit: 'any', rules: ['holders of Budget owner'], quorum: 1, requesterMaySign: false, terms: [], onReject: 'return' },
      { stepId: 'finance', kind: 'approval', name: 'Finance', condition: { source: 'decimal(request.amount.amount) >= decimal("5000")', text: 'Amount is 5,000 or more' }, depth: 0, branch: null, roles: [role('Finance')], members: [], unit: 'any', rules: ['holders of Finance'], quorum: 1, requesterMaySign: false, terms: [], onReject: 'end' },
      { stepId: 'pay', kind: 'effect', name: 'Pay', condition: null, depth: 0, branch: null, event: 'payment.requested', target: 'Accounting', onReverse: 'a person undoes it', way: 'webhook' },
    ]);
    expect(data.versions).toMatchObject([{ version: 1, state: 'published', publishedBy: { name: 'Admin of Acme' }, running: 0 }]);
  });

  it('draws the live version unless told, any other when told, and the newest draft of one that never was live; a removed member is said to be removed', async () => {
    const { company } = world;
    const { admin } = company;
    const leaver = await memberIdOf(company, await company.join('Leaver', ['Budget owner']));
    const { id } = await admin.call(createWorkflow, { body: { name: 'Changing', definition: { formatVersion: 1, steps: [approvalBy(company, 'Finance')] as never } } });
    const shown = async (version?: string) => (await company.auditor.call(showWorkflow, { query: { workflowId: id, ...(version !== undefined && { version }) } })).data;
    const named = approvalBy(company, 'Finance', { approvers: { roleIds: [], memberIds: [leaver], unit: 'requester' } });
    await admin.call(addWorkflowVersion, { params: { workflowId: id }, body: { definition: { formatVersion: 1, steps: [named] as never } } });
    expect((await shown()).shown.version).toBe(2);
    await admin.call(publishWorkflowVersion, { params: { workflowId: id, version: '1' } });
    expect((await shown()).shown.version).toBe(1);
    await admin.call(deactivateMember, { params: { memberId: leaver }, body: {} });
    const second = await shown('2');
    expect(second.shown.steps).toMatchObject([{ roles: [], members: [{ memberId: leaver, name: 'Leaver', isRemoved: true }], unit: 'requester' }]);
    expect(second.versions.map(({ version, state }) => [version, state])).toEqual([[2, 'draft'], [1, 'published']]);
  });

  it('tells of a step whatever else it says: who signed the other, by when, and what follows (row:A1 row:A6 row:A10 row:A11)', async () => {
    const { company } = world;
    const sign = { kind: 'approval' as const, approvers: { anyOf: [{ kind: 'role' as const, roleId: company.roleIds.get('Finance') ?? '' }] }, quorum: 1, onReject: 'end' as const };
    const strict = { ...sign, id: 'second', name: 'Second look', differsFrom: ['first'], stepUp: true, revocableMinutes: 30, due: { hours: 8 }, reminders: [{ hours: 2 }], onOverdue: { after: { hours: 24 }, then: 'reject' as const } };
    const flow = await addFlow(company, 'Strict', { formatVersion: 2, steps: [{ ...sign, id: 'first', name: 'First look', requesterMaySign: true }, strict] });
    const { steps } = (await company.auditor.call(showWorkflow, { query: { workflowId: flow.workflowId } })).data.shown;
    expect(steps).toMatchObject([
      { requesterMaySign: true, terms: [] },
      { requesterMaySign: false, terms: ['must be signed by others than “First look”', 'asks for a fresh second factor', 'can be taken back for 30 minutes', 'is due after 8 hours', 'reminds 2 hours before', 'is rejected once 24 hours overdue'] },
    ]);
  });

  it('costs no more with as many versions as are listed', async () => {
    const { company } = world;
    for (let version = 2; version < 8; version += 1) await company.admin.call(addWorkflowVersion, { params: { workflowId: company.workflowId }, body: { definition: { formatVersion: 1, steps: [approvalBy(company, 'Finance')] as never } } });
    const answer = await sendRaw(world.api.baseUrl, showWorkflow, input('1'), { by: company.auditor });
    expectWithinBudget(showWorkflow, answer);
  });
});

describe('404', () => {
  it('looks absent where it is of another company, not there, or has no such version (row:F1)', async () => {
    const { foreigner, company } = world;
    const texts = new Set<string>();
    for (const [by, query] of [[foreigner, input().query], [company.auditor, { workflowId: crypto.randomUUID() }], [company.auditor, input('999').query]] as const) texts.add((await expectRefusal(world, showWorkflow, { query }, { by }, 'not_found')).text);
    expect(texts.size).toBe(1);
  });
});

describe('403', () => {
  it('is not for who may not see workflows (row:F2)', async () => {
    await expectRefusal(world, showWorkflow, input(), { by: world.company.requester }, 'permission_denied');
  });
});

describe('422', () => {
  it('needs to be told which, and takes a version number only (row:F6)', async () => {
    for (const query of [{}, { workflowId: '1' }, input('0').query, input('1e3').query]) await expectRefusal(world, showWorkflow, { query }, { by: world.company.auditor }, 'invalid_input');
  });
});
