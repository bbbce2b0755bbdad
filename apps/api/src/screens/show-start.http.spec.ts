import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acceptInvitation, inviteMember } from '@countersign/contracts/invitations';
import { submitRequest } from '@countersign/contracts/requests';
import { listRoles } from '@countersign/contracts/roles';
import { showInbox, showRequest, showStart } from '@countersign/contracts/screens';
import { decideRequest } from '@countersign/contracts/tasks';
import { applyTemplate } from '@countersign/contracts/templates';
import { founderOf, holdsItsContract, lookAt, openHttpWorld, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

holdsItsContract({ operation: showStart, world: () => world, ready: () => ({ by: world.company.admin, input: {} }) });

const done = async (by: Person) => (await by.call(showStart, {})).data.steps.filter((step) => step.done).map(({ id }) => id);

describe('200', () => {
  it('knows what is done from what is there, step by step, and nothing of what others do (row:F1)', async () => {
    const founder = await founderOf(world.api, 'Fresh');
    expect(await done(founder)).toEqual([]);
    const { data } = await founder.call(showStart, {});
    expect(data.templates.map(({ name, requestTypeId }) => [name, requestTypeId])).toEqual([['Purchase', null], ['Expense claim', null], ['Leave', null], ['Contract with a vendor', null]]);
    expect(data.templates[0]?.route).toMatchObject([{ name: 'Approval', who: 'approver', when: null }, { name: 'Finance', who: 'Finance', when: expect.stringContaining('Amount') }]);
    const { requestTypeId } = await founder.call(applyTemplate, { body: { template: 'leave' } });
    expect((await founder.call(showStart, {})).data.templates.find(({ template }) => template === 'leave')?.requestTypeId).toBe(requestTypeId);
    expect(await done(founder)).toEqual(['request_type', 'approvers']);
    const { id } = await founder.call(submitRequest, { body: { requestTypeId, content: { kind: 'Holiday', firstDay: '2026-12-21', lastDay: '2026-12-31' } } });
    expect(await done(founder)).toEqual(['request_type', 'first_request', 'approvers']);
    const colleague = await world.api.signUp('Colleague');
    const { suggestedRoleIds } = data;
    const { token } = await founder.call(inviteMember, { body: { email: colleague.email, roleIds: suggestedRoleIds } });
    expect((await founder.call(showStart, {})).data.steps.find((step) => step.id === 'colleague')).toMatchObject({ done: false, detail: 'One invitation open, nobody has joined yet.' });
    await colleague.call(acceptInvitation, { body: { token } });
    expect(await done(founder)).toEqual(['request_type', 'first_request', 'colleague', 'approvers']);
    const { params, body } = await lookAt(colleague, id);
    await colleague.call(decideRequest, { params, body });
    expect(await done(founder)).toEqual(['request_type', 'first_request', 'colleague', 'approvers', 'first_decision']);
    expect(await done(world.foreigner)).toEqual([]);
  });

  it('asks for somebody to hold the role that a live step lacks, and calls a decision done once it is final (row:I1 row:A1)', async () => {
    const founder = await founderOf(world.api, 'Half held');
    const stepOf = async (id: string) => (await founder.call(showStart, {})).data.steps.find((step) => step.id === id);
    const { requestTypeId } = await founder.call(applyTemplate, { body: { template: 'purchase' } });
    const { suggestedRoleIds } = (await founder.call(showStart, {})).data;
    const colleague = await world.api.signUp('Colleague');
    const { token } = await founder.call(inviteMember, { body: { email: colleague.email, roleIds: suggestedRoleIds } });
    await colleague.call(acceptInvitation, { body: { token } });
    const finance = (await founder.call(listRoles, { query: {} })).items.find(({ name }) => name === 'Finance');
    expect(await stepOf('approvers')).toMatchObject({ title: 'Give somebody the role Finance', done: false, act: { id: 'give_role', subjectId: finance?.id } });
    const { id } = await founder.call(submitRequest, { body: { requestTypeId, content: { title: 'A lathe', amount: { amount: '90000.00', currency: 'EUR' } } } });
    expect(await stepOf('first_decision')).toMatchObject({ done: false, act: { id: 'open_request', subjectId: id } });
    const { params, body } = await lookAt(colleague, id);
    await colleague.call(decideRequest, { params, body });
    expect(await stepOf('first_decision')).toMatchObject({ done: false, detail: 'A request is stopped, because nobody can sign its next step.', act: { id: 'open_request', subjectId: id } });
    const inbox = (await founder.call(showInbox, {})).data;
    expect([inbox.stopped, inbox.setUpIsLeft]).toEqual([[{ stepName: 'Finance', count: 1, requestId: id }], true]);
    expect((await colleague.call(showInbox, {})).data.stopped).toEqual([]);
    const allowed = { allowed: true, because: null };
    expect((await founder.call(showRequest, { query: { requestId: id } })).data.stopped).toEqual({ stepName: 'Finance', roles: [{ id: finance?.id, name: 'Finance', give: allowed, invite: allowed }], groups: [], managerOf: null, excluded: [] });
    expect((await colleague.call(showRequest, { query: { requestId: id } })).data.stopped?.roles).toMatchObject([{ give: { allowed: false }, invite: { allowed: false } }]);
    const treasurer = await world.api.signUp('Treasurer');
    const second = await founder.call(inviteMember, { body: { email: treasurer.email, roleIds: [finance?.id ?? ''] } });
    await treasurer.call(acceptInvitation, { body: { token: second.token } });
    const look = await lookAt(treasurer, id);
    await treasurer.call(decideRequest, { params: look.params, body: look.body });
    expect((await founder.call(showStart, {})).data.steps.filter((step) => !step.done)).toEqual([]);
    expect((await founder.call(showInbox, {})).data).toMatchObject({ stopped: [], setUpIsLeft: false });
  });
});
