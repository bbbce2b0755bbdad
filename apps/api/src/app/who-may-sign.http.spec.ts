/** Whom a step asks by groups, managers and authority, and what becomes of open and stopped requests as these change. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { removeAuthorityLimit, setAuthorityLimit } from '@countersign/contracts/authority-limits';
import { addGroupMembers, createGroup, deleteGroup, removeGroupMember } from '@countersign/contracts/groups';
import { assignMemberRoles, deactivateMember, setManager } from '@countersign/contracts/members';
import { createRequestType } from '@countersign/contracts/request-types';
import { getRequest, submitRequest } from '@countersign/contracts/requests';
import { showRequest, showWorkflow } from '@countersign/contracts/screens';
import { decideRequest } from '@countersign/contracts/tasks';
import { addWorkflowVersion, createWorkflow, publishWorkflowVersion } from '@countersign/contracts/workflows';
import { expectRefusal, lookAt, memberIdOf, openHttpWorld, pointersOf, purchaseForm, sendRaw, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

let turn = 0;
const idOf = (person: Person) => memberIdOf(world.company, person);
const approver = (name: string) => world.company.join(name, ['approver']);
const money = (amount: string, currency = 'EUR') => ({ amount, currency });

/** As the contract of a workflow takes it. */
type Source = Readonly<Record<string, unknown>>;

interface Asking {
  readonly anyOf: readonly Source[];
  readonly except?: readonly Source[];
  readonly authority?: boolean;
}

const definitionOf = (approvers: Asking, quorum = 1) => ({ formatVersion: 2, steps: [{ id: 'sign', kind: 'approval', name: 'Sign', approvers, quorum, onReject: 'end' }] }) as never;

/** A request type on a workflow of one step; answers how to submit to it. */
async function asking(approvers: Asking, quorum = 1) {
  const { admin, requester } = world.company;
  const name = `Flow ${(turn += 1)}`;
  const workflow = await admin.call(createWorkflow, { body: { name, definition: definitionOf(approvers, quorum) } });
  await admin.call(publishWorkflowVersion, { params: { workflowId: workflow.id, version: '1' } });
  const type = await admin.call(createRequestType, { body: { name, form: purchaseForm, titleField: 'title', amountField: 'amount', workflowId: workflow.id } });
  const submit = async (amount = money('1000.00'), by = requester) => (await by.call(submitRequest, { body: { requestTypeId: type.id, content: { title: 'Chairs', amount } } })).id;
  return { workflowId: workflow.id, requestTypeId: type.id, submit };
}

async function groupOf(...people: readonly Person[]): Promise<{ id: string; name: string }> {
  const group = await world.company.admin.call(createGroup, { body: { name: `Board ${(turn += 1)}` } });
  if (people.length > 0) await world.company.admin.call(addGroupMembers, { params: { groupId: group.id }, body: { memberIds: await Promise.all(people.map(idOf)) } });
  return group;
}

const limit = (memberId: string, amount: string, requestTypeId: string | null = null) => world.company.admin.call(setAuthorityLimit, { body: { holder: { kind: 'member', id: memberId }, requestTypeId, limit: money(amount) } });
const manage = async (person: Person, manager: Person | null) => world.company.admin.call(setManager, { params: { memberId: await idOf(person) }, body: { manager: manager && { memberId: await idOf(manager) } } });
const statusOf = async (requestId: string) => (await world.company.admin.call(getRequest, { params: { requestId } })).status;

/** Who was asked last, and who was left out, with the reasons that are kept. */
async function proofOf(requestId: string): Promise<{ candidates: string[]; excluded: string[] }> {
  const [fact] = await world.api.database.look<{ fact: Record<'candidates' | 'excluded', { memberId: string; because: string }[]> }>(
    "select f.fact from app.facts f join app.runs r on r.tenant_id = f.tenant_id and r.id = f.run_id where r.request_id = $1 and f.fact->>'kind' in ('task_opened', 'approver_missing') order by f.seq desc limit 1", [requestId],
  );
  const names = new Map((await world.api.database.look<{ id: string; name: string }>('select id, name from app.members')).map(({ id, name }) => [id, name]));
  const lines = (named: readonly { memberId: string; because: string }[] = []) => named.map(({ memberId, because }) => `${names.get(memberId) ?? memberId} ${because}`);
  return { candidates: lines(fact?.fact.candidates), excluded: lines(fact?.fact.excluded) };
}

describe('a step that asks a group (row:A1)', () => {
  it('asks who is in it, keeps the proof, and lets nobody else decide', async () => {
    const [ana, ben] = [await approver('Ana'), await approver('Ben')];
    const group = await groupOf(ana);
    const flow = await asking({ anyOf: [{ kind: 'group', groupId: group.id }] });
    const requestId = await flow.submit();
    expect(await proofOf(requestId)).toEqual({ candidates: [`Ana is in the group ${group.name}`], excluded: [] });
    const { params, body } = await lookAt(ana, requestId);
    await expectRefusal(world, decideRequest, { params, body }, { by: ben }, 'not_found');
    expect((await ana.call(decideRequest, { params, body })).requestStatus).toBe('approved');
    const { data } = await world.company.admin.call(showWorkflow, { query: { workflowId: flow.workflowId } });
    expect(JSON.stringify(data.shown.steps)).toContain(`members of the group ${group.name}`);
  });

  it('stops where nobody is in it, and goes on when somebody comes; when they leave, it stops again and says so', async () => {
    const ana = await approver('Ana');
    const group = await groupOf();
    const flow = await asking({ anyOf: [{ kind: 'group', groupId: group.id }] });
    const requestId = await flow.submit();
    expect(await statusOf(requestId)).toBe('needs_approver');
    const memberId = await idOf(ana);
    await world.company.admin.call(addGroupMembers, { params: { groupId: group.id }, body: { memberIds: [memberId] } });
    expect(await statusOf(requestId)).toBe('open');
    const shown = await lookAt(ana, requestId);
    expect(await world.company.admin.call(removeGroupMember, { params: { groupId: group.id, memberId } })).toMatchObject({ requestsAskedAnew: 1 });
    expect(await statusOf(requestId)).toBe('needs_approver');
    expect((await sendRaw(world.api.baseUrl, decideRequest, { params: shown.params, body: shown.body }, { by: ana })).status).toBeGreaterThanOrEqual(400);
    const reasons = await world.api.database.look<{ reason: string }>("select convert_from(canonical, 'UTF8')::jsonb->>'reason' as reason from app.audit_entries where subject_id = $1 and action in ('request.resumed', 'request.asked_anew') order by id", [requestId]);
    expect(reasons.map(({ reason }) => reason)).toEqual(['An approver was found after groups changed.', 'Too few were left of those who were asked, after groups changed.']);
  });

  it('lets who has left it decide nothing, although others are left to sign', async () => {
    const [ana, ben] = [await approver('Ana'), await approver('Ben')];
    const group = await groupOf(ana, ben);
    const requestId = await (await asking({ anyOf: [{ kind: 'group', groupId: group.id }] })).submit();
    const { params, body } = await lookAt(ana, requestId);
    await world.company.admin.call(removeGroupMember, { params: { groupId: group.id, memberId: await idOf(ana) } });
    await expectRefusal(world, decideRequest, { params, body }, { by: ana }, 'not_a_candidate');
    expect(await statusOf(requestId)).toBe('open');
  });

  it('keeps the group from being deleted, by name, while it is published or requests run on it; a version that does not know it cannot be saved', async () => {
    const { admin } = world.company;
    const ana = await approver('Ana');
    const group = await groupOf(ana);
    const flow = await asking({ anyOf: [{ kind: 'group', groupId: group.id }] });
    const requestId = await flow.submit();
    const params = { groupId: group.id };
    const refused = await expectRefusal(world, deleteGroup, { params }, { by: admin }, 'group_in_use');
    expect(refused.json.detail).toMatch(/^The workflow “Flow \d+” asks it \(version 1, published\)\. Nothing was deleted\.$/);
    const other: Asking = { anyOf: [{ kind: 'member', memberId: await idOf(ana) }] };
    await admin.call(addWorkflowVersion, { params: { workflowId: flow.workflowId }, body: { definition: definitionOf(other) } });
    await admin.call(publishWorkflowVersion, { params: { workflowId: flow.workflowId, version: '2' } });
    const underWay = await expectRefusal(world, deleteGroup, { params }, { by: admin }, 'group_in_use');
    expect(underWay.json.detail).toMatch(/^A request under way runs on version 1 of the workflow “Flow \d+”, which asks it\. Nothing was deleted\.$/);
    const { params: task, body } = await lookAt(ana, requestId);
    await ana.call(decideRequest, { params: task, body });
    await admin.call(deleteGroup, { params });
    for (const groupId of [group.id, crypto.randomUUID(), (await world.foreigner.call(createGroup, { body: { name: `Theirs ${(turn += 1)}` } })).id]) {
      await expectRefusal(world, addWorkflowVersion, { params: { workflowId: flow.workflowId }, body: { definition: definitionOf({ anyOf: [{ kind: 'group', groupId }] }) } }, { by: admin }, 'definition_invalid');
    }
  });

  it('is never published with a group that is deleted at the same moment, 8 times', async () => {
    const { admin } = world.company;
    for (let round = 0; round < 8; round += 1) {
      const group = await groupOf();
      const workflow = await admin.call(createWorkflow, { body: { name: `Race ${(turn += 1)}`, definition: definitionOf({ anyOf: [{ kind: 'group', groupId: group.id }] }) } });
      const [deleted, published] = await Promise.all([
        sendRaw(world.api.baseUrl, deleteGroup, { params: { groupId: group.id } }, { by: admin }),
        sendRaw(world.twin.baseUrl, publishWorkflowVersion, { params: { workflowId: workflow.id, version: '1' } }, { by: admin }),
      ]);
      expect([deleted.json.code ?? 'deleted', published.json.code ?? 'published']).toEqual(deleted.status === 200 ? ['deleted', 'definition_invalid'] : ['group_in_use', 'published']);
    }
  });
});

describe('a group that somebody leaves (row:A1)', () => {
  it('has their decision or does not: never one recorded after they were taken out at the same moment, 8 times', async () => {
    const ana = await approver('Ana');
    const memberId = await idOf(ana);
    const group = await groupOf();
    const flow = await asking({ anyOf: [{ kind: 'group', groupId: group.id }] });
    for (let round = 0; round < 8; round += 1) {
      await world.company.admin.call(addGroupMembers, { params: { groupId: group.id }, body: { memberIds: [memberId] } });
      const requestId = await flow.submit();
      const { params, body } = await lookAt(ana, requestId);
      const [decided, removed] = await Promise.all([
        sendRaw(world.api.baseUrl, decideRequest, { params, body }, { by: ana }),
        sendRaw(world.twin.baseUrl, removeGroupMember, { params: { groupId: group.id, memberId } }, { by: world.company.admin }),
      ]);
      expect(removed.status).toBe(200);
      expect(await statusOf(requestId)).toBe(decided.status === 201 ? 'approved' : 'needs_approver');
    }
  });
});

describe('a step that asks managers (row:A1)', () => {
  it('asks the manager of whoever submits, and those above as far as it says; never beyond', async () => {
    const [mara, ana, ben, cem] = [await world.company.join('Mara Oduya', ['requester']), await approver('Ana'), await approver('Ben'), await approver('Cem')];
    await manage(mara, ana);
    await manage(ana, ben);
    await manage(ben, cem);
    const requestId = await (await asking({ anyOf: [{ kind: 'manager', levels: 2 }] })).submit(undefined, mara);
    expect(await proofOf(requestId)).toEqual({ candidates: ['Ana is the manager of Mara Oduya', 'Ben is the manager of Mara Oduya, 2 levels up'], excluded: [] });
  });

  it('passes over a manager who was removed, goes on with the next above, and says so', async () => {
    const [mara, ana, ben] = [await world.company.join('Mara Oduya', ['requester']), await approver('Ana'), await approver('Ben')];
    await manage(mara, ana);
    await manage(ana, ben);
    const flow = await asking({ anyOf: [{ kind: 'manager', levels: 1 }] });
    const requestId = await flow.submit(undefined, mara);
    await world.company.admin.call(deactivateMember, { params: { memberId: await idOf(ana) }, body: {} });
    expect(await statusOf(requestId)).toBe('open');
    expect(await proofOf(requestId)).toEqual({ candidates: ['Ben is the manager of Mara Oduya, passing over Ana, who was removed'], excluded: [] });
  });

  it('stops for somebody without a manager, goes on when they have one, and is asked anew when another takes over', async () => {
    const [mara, ana, ben] = [await world.company.join('Mara Oduya', ['requester']), await approver('Ana'), await approver('Ben')];
    const flow = await asking({ anyOf: [{ kind: 'manager', levels: 1 }] });
    const requestId = await flow.submit(undefined, mara);
    expect(await statusOf(requestId)).toBe('needs_approver');
    const shown = (await world.company.admin.call(showRequest, { query: { requestId } })).data;
    expect(shown.stopped).toMatchObject({ stepName: 'Sign', managerOf: { name: 'Mara Oduya', assign: { allowed: true } }, excluded: [] });
    await manage(mara, ana);
    expect((await proofOf(requestId)).candidates).toEqual(['Ana is the manager of Mara Oduya']);
    await manage(mara, ben);
    expect((await proofOf(requestId)).candidates).toEqual(['Ben is the manager of Mara Oduya']);
    const { params, body } = await lookAt(ben, requestId);
    expect((await ben.call(decideRequest, { params, body })).requestStatus).toBe('approved');
  });

  it('asks up to the first whose authority covers the amount, and says of those before how far they may go', async () => {
    const [mara, ana, ben, cem] = [await world.company.join('Mara Oduya', ['requester']), await approver('Ana'), await approver('Ben'), await approver('Cem')];
    await manage(mara, ana);
    await manage(ana, ben);
    await manage(ben, cem);
    await limit(await idOf(ana), '500.00');
    await limit(await idOf(ben), '50000.00');
    await limit(await idOf(cem), '90000.00');
    const flow = await asking({ anyOf: [{ kind: 'manager', levels: 'authority' }] });
    expect(await proofOf(await flow.submit(undefined, mara))).toEqual({
      candidates: ['Ben is the manager of Mara Oduya, 2 levels up; may approve up to €50,000.00'],
      excluded: ['Ana is the manager of Mara Oduya, but may approve only up to €500.00'],
    });
    expect((await proofOf(await flow.submit(money('500.00'), mara))).candidates).toEqual(['Ana is the manager of Mara Oduya; may approve up to €500.00']);
    expect(await statusOf(await flow.submit(money('1.00', 'CHF'), mara))).toBe('needs_approver');
  });
});

describe('a manager who comes to have authority (row:A1)', () => {
  it('is asked instead of the one above who was asked for want of it, and who is asked no more; by a limit, and by a role', async () => {
    const { company } = world;
    const director = company.roleIds.get('Director of the line') ?? (await company.addRole('Director of the line', ['request.read', 'task.decide']));
    const [mara, ana, ben] = [await company.join('Mara Oduya', ['requester']), await approver('Ana'), await approver('Ben')];
    await manage(mara, ana);
    await manage(ana, ben);
    const flow = await asking({ anyOf: [{ kind: 'manager', levels: 'authority' }] });
    await limit(await idOf(ben), '50000.00');
    const [first, second] = [await flow.submit(money('1000.00'), mara), await flow.submit(money('2000.00'), mara)];
    expect((await proofOf(first)).candidates).toEqual(['Ben is the manager of Mara Oduya, 2 levels up; may approve up to €50,000.00']);
    await limit(await idOf(ana), '1000.00');
    expect((await proofOf(first)).candidates).toEqual(['Ana is the manager of Mara Oduya; may approve up to €1,000.00']);
    expect((await proofOf(second)).candidates).toEqual(['Ben is the manager of Mara Oduya, 2 levels up; may approve up to €50,000.00']);
    await company.admin.call(setAuthorityLimit, { body: { holder: { kind: 'role', id: director }, requestTypeId: null, limit: money('2000.00') } });
    await company.admin.call(assignMemberRoles, { params: { memberId: await idOf(ana) }, body: { roleIds: [director] } });
    expect((await proofOf(second)).candidates).toEqual(['Ana is the manager of Mara Oduya; may approve up to €2,000.00']);
    const reasons = await world.api.database.look<{ reason: string }>("select convert_from(canonical, 'UTF8')::jsonb->>'reason' as reason from app.audit_entries where subject_id = $1 and action = 'request.asked_anew'", [second]);
    expect(reasons).toEqual([{ reason: 'Somebody else is to be asked, after roles changed.' }]);
    const { params, body } = await lookAt(ana, second);
    expect((await ana.call(decideRequest, { params, body })).requestStatus).toBe('approved');
  });
});

describe('a group that is left out (row:A1)', () => {
  it('keeps who comes into it from signing what waits for them, and lets them sign again when they leave it', async () => {
    const ana = await approver('Ana');
    const memberId = await idOf(ana);
    const [board, conflicted] = [await groupOf(ana), await groupOf()];
    const requestId = await (await asking({ anyOf: [{ kind: 'group', groupId: board.id }], except: [{ kind: 'group', groupId: conflicted.id }] })).submit();
    expect(await statusOf(requestId)).toBe('open');
    await world.company.admin.call(addGroupMembers, { params: { groupId: conflicted.id }, body: { memberIds: [memberId] } });
    expect(await statusOf(requestId)).toBe('needs_approver');
    expect((await proofOf(requestId)).excluded).toEqual([`Ana is left out: is in the group ${conflicted.name}`]);
    await world.company.admin.call(removeGroupMember, { params: { groupId: conflicted.id, memberId } });
    expect(await statusOf(requestId)).toBe('open');
  });
});

describe('a step that asks for authority (row:A1)', () => {
  it('asks those whose own limit, or the greatest of their roles, covers the amount, and keeps why the others were left out', async () => {
    const { company } = world;
    await company.addRole('Director', ['request.read', 'task.decide']);
    const [ana, ben] = [await company.join('Ana', ['approver', 'Director']), await approver('Ben')];
    const group = await groupOf(ana, ben);
    const flow = await asking({ anyOf: [{ kind: 'group', groupId: group.id }], authority: true });
    await company.admin.call(setAuthorityLimit, { body: { holder: { kind: 'role', id: company.roleIds.get('Director') ?? '' }, requestTypeId: flow.requestTypeId, limit: money('50000.00') } });
    await limit(await idOf(ana), '20.00');
    await limit(await idOf(ben), '5000.00');
    expect(await proofOf(await flow.submit(money('5000.01')))).toEqual({
      candidates: [`Ana is in the group ${group.name}; may approve up to €50,000.00`],
      excluded: [`Ben is in the group ${group.name}, but may approve only up to €5,000.00`],
    });
    // The limit of another request type is none of this one.
    const other = await asking({ anyOf: [{ kind: 'group', groupId: group.id }], authority: true });
    expect((await proofOf(await other.submit(money('5000.00')))).candidates).toEqual([`Ben is in the group ${group.name}; may approve up to €5,000.00`]);
  });

  it('follows limits as they are set, lowered and taken away: requests go on, are asked of others, or stop', async () => {
    const { admin } = world.company;
    const ana = await approver('Ana');
    const memberId = await idOf(ana);
    const group = await groupOf(ana);
    const requestId = await (await asking({ anyOf: [{ kind: 'group', groupId: group.id }], authority: true })).submit();
    expect(await statusOf(requestId)).toBe('needs_approver');
    await limit(memberId, '1000.00');
    expect(await statusOf(requestId)).toBe('open');
    const { params, body } = await lookAt(ana, requestId);
    await limit(memberId, '999.99');
    expect(await statusOf(requestId)).toBe('needs_approver');
    await expectRefusal(world, decideRequest, { params, body }, { by: ana }, 'task_closed');
    const { id: limitId } = await limit(memberId, '1000.00');
    expect(await statusOf(requestId)).toBe('open');
    await admin.call(removeAuthorityLimit, { params: { limitId } });
    expect(await statusOf(requestId)).toBe('needs_approver');
    const because = `is in the group ${group.name}, but may approve nothing of this type in EUR`;
    expect((await proofOf(requestId)).excluded).toEqual([`Ana ${because}`]);
    const { data } = await admin.call(showRequest, { query: { requestId } });
    expect(data.stopped).toMatchObject({ groups: [{ name: group.name, fill: { allowed: true } }], managerOf: null, excluded: [{ memberId, name: 'Ana', because }] });
  });

  it('records no decision beyond a limit that is lowered at the same moment, 8 times', async () => {
    const ana = await approver('Ana');
    const memberId = await idOf(ana);
    const group = await groupOf(ana);
    const flow = await asking({ anyOf: [{ kind: 'group', groupId: group.id }], authority: true });
    for (let round = 0; round < 8; round += 1) {
      await limit(memberId, '1000.00');
      const requestId = await flow.submit();
      const { params, body } = await lookAt(ana, requestId);
      const holder = { kind: 'member', id: memberId };
      const [decided, lowered] = await Promise.all([
        sendRaw(world.api.baseUrl, decideRequest, { params, body }, { by: ana }),
        sendRaw(world.twin.baseUrl, setAuthorityLimit, { body: { holder, requestTypeId: null, limit: money('1.00') } }, { by: world.company.admin }),
      ]);
      expect(lowered.status).toBe(200);
      expect(await statusOf(requestId)).toBe(decided.status === 201 ? 'approved' : 'needs_approver');
    }
  });

  it('needs an amount to be over: no type without one comes onto such a workflow, and no such workflow to a type without one', async () => {
    const { admin } = world.company;
    const ana = await approver('Ana');
    const byAuthority = definitionOf({ anyOf: [{ kind: 'member', memberId: await idOf(ana) }], authority: true });
    const workflow = await admin.call(createWorkflow, { body: { name: `Flow ${(turn += 1)}`, definition: byAuthority } });
    const type = { name: `Type ${turn}`, form: purchaseForm, titleField: 'title', workflowId: workflow.id };
    const refused = await expectRefusal(world, createRequestType, { body: type }, { by: admin }, 'form_invalid');
    expect(pointersOf(refused)).toEqual(['/body/amountField']);
    const plain = await admin.call(createWorkflow, { body: { name: `Flow ${(turn += 1)}`, definition: definitionOf({ anyOf: [{ kind: 'member', memberId: await idOf(ana) }] }) } });
    await admin.call(createRequestType, { body: { ...type, workflowId: plain.id } });
    await expectRefusal(world, addWorkflowVersion, { params: { workflowId: plain.id }, body: { definition: byAuthority } }, { by: admin }, 'definition_invalid');
  });

  it('leaves out who is excepted, whatever they may approve', async () => {
    const [ana, ben] = [await approver('Ana'), await approver('Ben')];
    const group = await groupOf(ana, ben);
    for (const person of [ana, ben]) await limit(await idOf(person), '5000.00');
    const flow = await asking({ anyOf: [{ kind: 'group', groupId: group.id }], except: [{ kind: 'member', memberId: await idOf(ben) }], authority: true });
    expect(await proofOf(await flow.submit())).toEqual({ candidates: [`Ana is in the group ${group.name}; may approve up to €5,000.00`], excluded: ['Ben is left out: is named by this step'] });
  });
});
