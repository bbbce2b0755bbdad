import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGroup } from '@countersign/contracts/groups';
import { createWorkflow, previewWorkflow } from '@countersign/contracts/workflows';
import { callStep, connect, connectMailServer, expectRefusal, holdsItsContract, mailStep, noticeStep, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const roleId = (name: string) => world.company.roleIds.get(name) ?? '';
const sign = (id: string, name: string, role: string, change: object = {}) => ({ id, kind: 'approval', name, approvers: { anyOf: [{ kind: 'role', roleId: roleId(role) }] }, quorum: 1, onReject: 'return', ...change });
const budget = () => sign('budget', 'Budget owner', 'Budget owner');
const pay = () => ({ id: 'pay', kind: 'effect', name: 'Pay', effect: { kind: 'webhook', endpointId: world.company.endpointId, event: 'payment.requested' }, onReverse: 'person' });
type Listeners = Parameters<typeof noticeStep>[0];
const nobody = (): Listeners => [{ kind: 'role', roleId: crypto.randomUUID() }, { kind: 'group', groupId: crypto.randomUUID() }, { kind: 'member', memberId: crypto.randomUUID() }];
const input = (...steps: object[]) => ({ body: { workflowId: world.company.workflowId, definition: { formatVersion: 2, steps } } });
const preview = (...steps: object[]) => world.company.admin.call(previewWorkflow, input(...steps));
holdsItsContract({ operation: previewWorkflow, world: () => world, ready: () => ({ by: world.company.admin, input: input(budget(), pay()) }) });

describe('200', () => {
  it('says how a definition differs from the live version, step by step, in words (row:B2)', async () => {
    const finance = sign('finance', 'Finance', 'Finance', { onReject: 'end', when: 'decimal(request.amount.amount) >= decimal("5000")' });
    expect(await preview(budget(), finance, pay())).toEqual({ findings: [], liveVersion: 1, differences: [], isUnchanged: true, publish: { allowed: false, because: 'Nothing is different from version 1, which is live.' } });
    const changed = { ...finance, name: 'CFO', quorum: 2, onReject: { goTo: 'budget' }, when: 'decimal(request.amount.amount) >= decimal("9000")', due: { hours: 8 } };
    const { differences, ...more } = await preview(budget(), { ...changed, approvers: { anyOf: [{ kind: 'manager', levels: 2 }] } }, sign('board', 'Board', 'Finance'), pay());
    expect(differences).toEqual([
      { stepId: 'finance', kind: 'changed', text: 'CFO: was called “Finance”.' },
      { stepId: 'finance', kind: 'changed', text: 'CFO: is taken only if decimal(request.amount.amount) >= decimal("9000"), instead of decimal(request.amount.amount) >= decimal("5000").' },
      { stepId: 'finance', kind: 'changed', text: 'CFO: may be signed by the requester’s managers, up to 2 levels.' },
      { stepId: 'finance', kind: 'changed', text: 'CFO: may not be signed any more by holders of Finance.' },
      { stepId: 'finance', kind: 'changed', text: 'CFO: needs 2 signatures instead of 1.' },
      { stepId: 'finance', kind: 'changed', text: 'CFO: a rejection goes back to “Budget owner”; before, it ends the request.' },
      { stepId: 'finance', kind: 'changed', text: 'CFO: is due after 8 hours.' },
      { stepId: 'board', kind: 'added', text: '“Board” is added, after “CFO”.' },
    ]);
    expect(more).toEqual({ findings: [], liveVersion: 1, isUnchanged: false, publish: { allowed: true, because: null } });
    const moved = await preview(finance, budget());
    expect(moved.differences.map(({ kind, text }) => [kind, text])).toEqual([['moved', '“Budget owner” comes after “Finance” now.'], ['removed', '“Pay” is removed.']]);
  });

  it('gives every finding with its step, its place and what to do, whatever is wrong with it (row:A2)', async () => {
    const { findings, publish } = await preview(sign('finance', 'Finance', 'Finance', { when: 'request.amount > 5' }), pay());
    expect(publish).toEqual({ allowed: false, because: 'What is wrong has to be mended first.' });
    expect(findings).toEqual([
      { stepId: 'finance', field: 'when', message: expect.stringContaining('Write decimal(request.amount.amount)'), at: { part: 'when', offset: 0, length: 18, line: 1, column: 1 } },
    ]);
    expect((await preview(sign('finance', 'Finance', 'Finance', { quorum: 0 }))).findings).toEqual([{ stepId: 'finance', field: 'quorum', message: '“quorum” is too small: at least 1.', at: null }]);
    expect((await preview()).findings).toMatchObject([{ stepId: null }]);
    expect((await preview(sign('finance', 'Finance', 'Finance', { approvers: { anyOf: [] } }))).findings).toEqual([{ stepId: 'finance', field: 'approvers/anyOf', message: '"Finance" names nobody who may sign. Name a role, a group, a member or a manager.', at: null }]);
    const fresh = await world.company.admin.call(previewWorkflow, { body: { workflowId: null, definition: { formatVersion: 2, steps: [budget()] } } });
    expect(fresh).toEqual({ findings: [], liveVersion: null, differences: [], isUnchanged: false, publish: { allowed: true, because: null } });
  });

  it('takes a definition that names a group, and finds one that is not there (row:A1 row:A2)', async () => {
    const { id: groupId } = await world.company.admin.call(createGroup, { body: { name: 'Board' } });
    const asking = (group: string) => preview(sign('board', 'Board', 'Finance', { approvers: { anyOf: [{ kind: 'group', groupId: group }] } }), pay());
    expect((await asking(groupId)).findings).toEqual([]);
    expect((await asking(crypto.randomUUID())).findings).toEqual([{ stepId: 'board', field: 'approvers/anyOf', message: '"Board" names a role, group or member that does not exist. Choose from the list.', at: null }]);
  });

  it('looks no closer at a definition that is too large, so that nobody waits for it, and saves none (row:A2 row:K1)', async () => {
    const longest = `"${'a'.repeat(900)}" == request.title || ${'[1].all(a, '.repeat(5)}true${')'.repeat(5)}`;
    const asking = Array.from({ length: 50 }, (_, at) => ({ kind: 'role', roleId: roleId('Finance'), when: `${at} > 0 && (${longest})`.slice(0, 999) }));
    const many = Array.from({ length: 50 }, (_, at) => ({ id: `q${at}`, kind: 'condition', name: 'Q', branches: [{ id: 'x', when: 'true', steps: Array.from({ length: 5 }, (_inner, of) => sign(`s${at}-${of}`, 'S', 'Finance')) }], otherwise: [] }));
    const large = await preview(sign('a', 'A', 'Finance', { approvers: { anyOf: asking } }), ...many.slice(1));
    expect(large).toEqual({ findings: [expect.objectContaining({ stepId: null, message: expect.stringContaining('steps') }), expect.objectContaining({ message: expect.stringContaining('characters') })], liveVersion: 1, differences: [], isUnchanged: false, publish: { allowed: false, because: 'What is wrong has to be mended first.' } });
    await expectRefusal(world, createWorkflow, { body: { name: 'Too large', definition: { formatVersion: 2, steps: many } as never } }, { by: world.company.admin }, 'definition_invalid');
  });

  it('finds what is wrong with a mail: no mail server, no address, no such field, or one that can be left empty (row:A2 row:D1)', async () => {
    const [server, bank] = [await connectMailServer(world.company, 'mail.example.com:587'), await connect(world.company, 'https://bank.example.com')];
    const mailed = (connectionId: string, effect: object = {}) => preview(budget(), mailStep(connectionId, effect));
    expect((await mailed(server.id)).findings).toEqual([]);
    const wrong = async (connectionId: string, effect: object = {}) => (await mailed(connectionId, effect)).findings.map(({ stepId, field, message }) => [stepId, field, message]);
    expect(await wrong(bank.id)).toEqual([['tell', 'effect/connectionId', expect.stringMatching(/which is no mail server/)]]);
    expect(await wrong(server.id, { to: [{ kind: 'address', address: 'the vendor' }] })).toEqual([['tell', 'effect/to/0', expect.stringMatching(/no mail address/)]]);
    expect(await wrong(server.id, { to: [{ kind: 'address', address: '{{request.nowhere}}' }], subject: '{{request.note}}' })).toEqual([['tell', 'effect/to/0', expect.stringMatching(/There is no "request.nowhere"/)], ['tell', 'effect/subject', expect.stringMatching(/can be left empty/)]]);
    expect((await preview(budget(), callStep(server.id))).findings).toMatchObject([{ field: 'effect/connectionId', message: expect.stringMatching(/no system that is called over HTTP/) }]);
  });

  it('finds whom a notice names and is not there, and what it cannot say (row:A2 row:C1)', async () => {
    const told = async (to: Listeners, text = '{{title}} is ordered') => (await preview(budget(), noticeStep(to, text))).findings.map(({ stepId, field, message }) => [stepId, field, message]);
    expect(await told([{ kind: 'requester' }, { kind: 'role', roleId: roleId('Finance') }])).toEqual([]);
    const gone = [['tell', 'effect/to', '"Tell them" names a role, group or member that does not exist. Choose from the list.']];
    for (const listener of nobody()) expect(await told([{ kind: 'requester' }, listener])).toEqual(gone);
    expect(await told([])).toMatchObject([['tell', 'effect/to', expect.any(String)]]);
    expect(await told([{ kind: 'requester' }], '{{request.nowhere}}')).toEqual([['tell', 'effect/text', expect.stringMatching(/There is no "request.nowhere"/)]]);
  });

  it('says of who may write workflows and not publish them that they may not (row:F2)', async () => {
    const { company } = world;
    await company.addRole('Writer', ['workflow.define', 'workflow.read']);
    const writer = await company.join('Writer', ['Writer']);
    const { publish } = await writer.call(previewWorkflow, input(budget()));
    expect(publish).toEqual({ allowed: false, because: 'None of your roles lets you publish workflows.' });
  });

  it('tells fifty findings at most (row:A2)', async () => {
    const { findings } = await preview(...Array.from({ length: 50 }, (_, at) => sign(`s${at}`, 'S', 'Finance', { when: 'request.nothing == 1 || request.nowhere == 1' })));
    expect(findings).toHaveLength(50);
  });

  it('keeps nothing (row:B2)', async () => {
    const count = () => world.api.database.look('select version from app.workflow_versions where workflow_id = $1', [world.company.workflowId]);
    const before = await count();
    await preview(budget());
    expect(await count()).toEqual(before);
  });
});

describe('404', () => {
  it('compares with no workflow of another company (row:F1)', async () => {
    const foreign = await expectRefusal(world, previewWorkflow, input(budget()), { by: world.foreigner }, 'not_found');
    const unknown = await expectRefusal(world, previewWorkflow, { body: { ...input().body, workflowId: crypto.randomUUID() } }, { by: world.foreigner }, 'not_found');
    expect(foreign.text).toBe(unknown.text);
  });
});
