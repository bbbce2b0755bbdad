import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAuditEntries } from '@countersign/contracts/audit';
import { createDelegation, endDelegation } from '@countersign/contracts/delegations';
import { assignMemberRoles } from '@countersign/contracts/members';
import { getRequest } from '@countersign/contracts/requests';
import { showInbox, showRequest } from '@countersign/contracts/screens';
import { decideRequest, listTasks, previewDecision } from '@countersign/contracts/tasks';
import { setTimeout as pause } from 'node:timers/promises';
import { addFlow, approvalBy, approvalFor, approveFor, expectRefusal, newCompany, openHttpWorld, sendRaw, type Company, type HttpWorld, type Person } from '@countersign/testing';
import { delegationTo, memberIdOf } from '@countersign/testing/authorization';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const amount = (value: string, currency = 'EUR') => ({ title: `For ${value}`, amount: { amount: value, currency } });
const hourMs = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * hourMs).toISOString();

/** A stand-in for the budget owner, and the delegation that makes them one. */
async function standIn(more: object = {}, company: Company = world.company, roles = ['approver']): Promise<{ readonly by: Person; readonly delegationId: string; readonly principalId: string }> {
  const by = await company.join('Stand-in', roles);
  const { id, principal } = await company.budgetOwner.call(createDelegation, { body: { ...delegationTo(await memberIdOf(by)), ...more } });
  return { by, delegationId: id, principalId: principal.memberId };
}
const waiting = async (by: Person) => (await by.call(showInbox, {})).data.forOthers.map(({ requestId }) => requestId);
const taskOf = async (company: Company, requestId: string) => (await company.budgetOwner.call(listTasks, { query: { assignee: 'me', limit: '100' } })).items.find((task) => task.requestId === requestId)?.id ?? '';

/** Nothing of the request is there for them: not in the inbox, not by its address, not to decide. */
async function expectNothing(by: Person, requestId: string, principalId: string, company: Company = world.company): Promise<void> {
  expect(await waiting(by)).not.toContain(requestId);
  for (const [operation, input] of [[getRequest, { params: { requestId } }], [showRequest, { query: { requestId } }]] as const) await expectRefusal(world, operation, input, { by }, 'not_found');
  const params = { taskId: await taskOf(company, requestId) };
  await expectRefusal(world, previewDecision, { params, query: { verdict: 'approve', onBehalfOf: principalId } }, { by }, 'not_found');
  const seen = await company.budgetOwner.call(previewDecision, { params, query: { verdict: 'approve' } });
  await expectRefusal(world, decideRequest, { params, body: { verdict: 'approve', revisionDigest: seen.revisionDigest, consequencesDigest: seen.consequencesDigest, onBehalfOf: principalId } }, { by }, 'not_found');
}

describe('a delegate', () => {
  it('is asked in the inbox, sees the request, decides “B for A”, and it is so in the decision, the ledger and the audit (row:A9 row:E1)', async () => {
    const { id } = await world.company.submit();
    const { by, principalId } = await standIn();
    expect(await waiting(by)).toContain(id);
    const approval = await approvalFor(by, id);
    const shown = await by.call(previewDecision, { params: approval.params, query: { verdict: 'approve', onBehalfOf: principalId } });
    expect(shown.statement).toMatch(/^I, Stand-in, for Budget owner of Acme, approve version 1/);
    expect(shown.consequencesDigest).toBe(approval.body.consequencesDigest);
    await by.call(decideRequest, approval);

    const request = await world.company.requester.call(getRequest, { params: { requestId: id } });
    expect(request.decisions).toMatchObject([{ member: { name: 'Stand-in' }, onBehalfOf: { memberId: principalId, name: 'Budget owner of Acme' }, verdict: 'approve' }]);
    expect(request.waitingOn?.stepId).toBe('finance');
    const { timeline } = (await world.company.requester.call(showRequest, { query: { requestId: id } })).data;
    expect(timeline.map(({ who }) => who)).toContain('Stand-in for Budget owner of Acme');
    const entry = (await world.company.auditor.call(listAuditEntries, { query: { subjectId: id } })).items.find(({ action }) => action === 'request.decided');
    expect([entry?.actor.name, entry?.after]).toEqual(['Stand-in', expect.objectContaining({ onBehalfOf: principalId })]);
    expect(await waiting(by)).not.toContain(id);
    expect(await taskOf(world.company, id)).toBe('');
  });

  it('decides nothing before it begins, from its end on, or once it was ended; what they saw is gone with it (row:A9)', async () => {
    const { id } = await world.company.submit();
    const coming = await standIn({ startsAt: inHours(1), endsAt: inHours(2) });
    await expectNothing(coming.by, id, coming.principalId);
    const over = await standIn();
    expect(await waiting(over.by)).toContain(id);
    await world.api.database.look("update app.delegations set starts_at = now() - interval '1 hour', ends_at = now() where id = $1", [over.delegationId]);
    await expectNothing(over.by, id, over.principalId);
    const ended = await standIn();
    const second = await world.company.submit();
    await approveFor(ended.by, second.id);
    await ended.by.call(getRequest, { params: { requestId: second.id } });
    await world.company.budgetOwner.call(endDelegation, { params: { delegationId: ended.delegationId } });
    await expectNothing(ended.by, id, ended.principalId);
    await expectRefusal(world, getRequest, { params: { requestId: second.id } }, { by: ended.by }, 'not_found');
  });

  it('decides up to the limit, in its currency, and of the types it is narrowed to; nothing else, and nothing of another company (row:A9 row:F1)', async () => {
    const { by, principalId } = await standIn({ limit: { amount: '1000.00', currency: 'EUR' }, requestTypeIds: [world.company.requestTypeId] });
    for (const [value, currency] of [['1000.01', 'EUR'], ['10.00', 'USD']] as const) await expectNothing(by, (await world.company.submit(amount(value, currency))).id, principalId);
    const within = await world.company.submit(amount('1000.00'));
    await approveFor(by, within.id);
    const ofAnotherType = await addFlow(world.company, 'Of another type', [approvalBy(world.company, 'Budget owner')]);
    await expectNothing(by, (await ofAnotherType.submit(amount('10.00'))).id, principalId);

    const other = await newCompany(world.api, 'Cirrus');
    const theirs = await other.submit();
    await expectNothing(by, theirs.id, principalId, other);
    await expectNothing((await standIn()).by, theirs.id, await memberIdOf(other.budgetOwner), other);
  });

  it('passes it on to nobody: a delegate’s delegate is asked nothing (row:A9)', async () => {
    const { id } = await world.company.submit();
    const { by, principalId } = await standIn();
    const third = await world.company.join('Third', ['approver']);
    await by.call(createDelegation, { body: delegationTo(await memberIdOf(third)) });
    await expectNothing(third, id, principalId);
    await expectNothing(third, id, await memberIdOf(by));
  });

  it('decides no request of their own, nor in the place of somebody who is not asked (row:A9 row:A1)', async () => {
    const { by, principalId } = await standIn({}, world.company, ['approver', 'requester']);
    const own = await world.company.submit(undefined, by);
    expect(await waiting(by)).not.toContain(own.id);
    expect((await by.call(showRequest, { query: { requestId: own.id } })).data.decision).toBeNull();
    const params = { taskId: await taskOf(world.company, own.id) };
    await expectRefusal(world, previewDecision, { params, query: { verdict: 'approve', onBehalfOf: principalId } }, { by }, 'own_request');
    const { id } = await world.company.submit();
    const notTheirs = { params: { taskId: await taskOf(world.company, id) }, query: { verdict: 'approve', onBehalfOf: await memberIdOf(world.company.finance) } };
    await expectRefusal(world, previewDecision, notTheirs, { by }, 'not_a_candidate');
  });

  it('signs once where two must, and stands for both where steps must differ (row:A9 row:A1)', async () => {
    const company = await newCompany(world.api, 'Twice', {
      definition: ({ role }) => ({
        formatVersion: 2,
        steps: [
          { id: 'two', kind: 'approval', name: 'Two of them', approvers: { anyOf: [{ kind: 'role', roleId: role('Budget owner') }] }, quorum: 2, onReject: 'end' },
          { id: 'other', kind: 'approval', name: 'Somebody else', approvers: { anyOf: [{ kind: 'role', roleId: role('Budget owner') }, { kind: 'role', roleId: role('Finance') }] }, quorum: 1, onReject: 'end', differsFrom: ['two'] },
        ],
      }),
    });
    const { by, principalId } = await standIn({}, company, ['Budget owner']);
    const third = await company.join('Third signer', ['Budget owner']);
    const { id } = await company.submit();
    const params = { taskId: await taskOf(company, id) };
    await company.decide(by, id, 'approve');
    await expectRefusal(world, previewDecision, { params, query: { verdict: 'approve', onBehalfOf: principalId } }, { by }, 'already_decided');
    expect((await by.call(showRequest, { query: { requestId: id } })).data.decision).toBeNull();

    const second = await company.submit();
    const both = await taskOf(company, second.id);
    await by.call(decideRequest, await forBoth(by, both, principalId));
    await expectRefusal(world, previewDecision, { params: { taskId: both }, query: { verdict: 'approve' } }, { by }, 'already_decided');
    await company.decide(third, second.id, 'approve');
    const { tasks } = await company.requester.call(getRequest, { params: { requestId: second.id } });
    expect(tasks.at(-1)?.candidates.map(({ name }) => name)).toEqual(['Finance of Twice']);
    expect(tasks.at(-1)?.excluded.map(({ name }) => name).sort()).toEqual(['Budget owner of Twice', 'Stand-in', 'Third signer']);
  });

  it('may not go on where the principal may not: a role taken from them is taken from both (row:A9 row:F2)', async () => {
    const company = await newCompany(world.api, 'Demoted');
    const { by } = await standIn({}, company);
    const colleague = await company.join('Colleague', ['Budget owner']);
    const { id } = await company.submit();
    const approval = await approvalFor(by, id);
    await company.admin.call(assignMemberRoles, { params: { memberId: await memberIdOf(company.budgetOwner) }, body: { roleIds: [company.roleIds.get('requester') ?? ''] } });
    await expectRefusal(world, decideRequest, approval, { by }, 'not_a_candidate');
    await company.decide(colleague, id, 'approve');
  });

  it('takes nobody’s place any more once they may decide nothing themselves (row:A9 row:F2)', async () => {
    const company = await newCompany(world.api, 'Relieved');
    const { by } = await standIn({}, company);
    const { id } = await company.submit();
    const approval = await approvalFor(by, id);
    await company.admin.call(assignMemberRoles, { params: { memberId: await memberIdOf(by) }, body: { roleIds: [company.roleIds.get('auditor') ?? ''] } });
    expect(await waiting(by)).not.toContain(id);
    await expectRefusal(world, decideRequest, approval, { by }, 'permission_denied');
  });

  it('is waited for by an end that comes while they decide (row:A9)', async () => {
    const { id } = await world.company.submit();
    const { by, delegationId } = await standIn();
    const approval = await approvalFor(by, id);
    const { database, baseUrl } = world.api;
    let isEnded = false;
    const answers = await database.meanwhile(async (ask) => {
      // The decision has read whose place is taken, and waits for this before it is written.
      await ask('lock table app.decisions in exclusive mode');
      const decided = sendRaw(baseUrl, decideRequest, approval, { by });
      while ((await database.look("select 1 from pg_locks where relation = 'app.decisions'::regclass and not granted")).length === 0) await pause(20);
      const ended = sendRaw(world.twin.baseUrl, endDelegation, { params: { delegationId } }, { by: world.company.budgetOwner }).finally(() => (isEnded = true));
      await pause(400);
      expect(isEnded).toBe(false);
      return [decided, ended];
    });
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([201, 200]);
  });

  it('has decided before an end that comes at the same moment, or has not at all (row:A9)', async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      const { id } = await world.company.submit();
      const { by, delegationId } = await standIn();
      const approval = await approvalFor(by, id);
      const [decided, ended] = await Promise.all([
        sendRaw(world.api.baseUrl, decideRequest, approval, { by }),
        sendRaw(world.twin.baseUrl, endDelegation, { params: { delegationId } }, { by: world.company.budgetOwner }),
      ]);
      expect(ended.status).toBe(200);
      expect([201, 404]).toContain(decided.status);
      const { decisions } = await world.company.requester.call(getRequest, { params: { requestId: id } });
      expect(decisions).toHaveLength(decided.status === 201 ? 1 : 0);
      await expectRefusal(world, decideRequest, approval, { by }, 'not_found');
    }
    expect([...world.api.errors, ...world.twin.errors]).toEqual([]);
  });
});

/** Their own place is open too: they say that it is the other's that they take. */
async function forBoth(by: Person, taskId: string, onBehalfOf: string) {
  const params = { taskId };
  const { revisionDigest, consequencesDigest } = await by.call(previewDecision, { params, query: { verdict: 'approve', onBehalfOf } });
  return { params, body: { verdict: 'approve', revisionDigest, consequencesDigest, onBehalfOf } as const };
}
