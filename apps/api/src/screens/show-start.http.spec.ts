import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acceptInvitation, inviteMember } from '@countersign/contracts/invitations';
import { submitRequest } from '@countersign/contracts/requests';
import { showStart } from '@countersign/contracts/screens';
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
    expect(await done(founder)).toEqual(['request_type']);
    const { id } = await founder.call(submitRequest, { body: { requestTypeId, content: { kind: 'Holiday', firstDay: '2026-12-21', lastDay: '2026-12-31' } } });
    expect(await done(founder)).toEqual(['request_type', 'first_request']);
    const colleague = await world.api.signUp('Colleague');
    const { suggestedRoleIds } = data;
    const { token } = await founder.call(inviteMember, { body: { email: colleague.email, roleIds: suggestedRoleIds } });
    expect((await founder.call(showStart, {})).data.steps.find((step) => step.id === 'colleague')).toMatchObject({ done: false, detail: 'One invitation open, nobody has joined yet.' });
    await colleague.call(acceptInvitation, { body: { token } });
    expect(await done(founder)).toEqual(['request_type', 'first_request', 'colleague']);
    const { params, body } = await lookAt(colleague, id);
    await colleague.call(decideRequest, { params, body });
    expect(await done(founder)).toEqual(['request_type', 'first_request', 'colleague', 'first_decision']);
    expect(await done(world.foreigner)).toEqual([]);
  });
});
