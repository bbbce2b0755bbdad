import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRole, listRoles } from '@countersign/contracts/roles';
import { acceptInvitation, inviteMember } from '@countersign/contracts/invitations';
import { getRequest, submitRequest } from '@countersign/contracts/requests';
import { applyTemplate, templateNames } from '@countersign/contracts/templates';
import { expectRefusal, founderOf, holdsItsContract, lookAt, openHttpWorld, type HttpWorld } from '@countersign/testing';
import { decideRequest } from '@countersign/contracts/tasks';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let count = 0;
holdsItsContract({ operation: applyTemplate, world: () => world, ready: () => ({ by: world.company.admin, input: { body: { template: 'contract', name: `Contract ${(count += 1)}` } } }) });

const contents = {
  purchase: { title: 'A chair', amount: { amount: '80.00', currency: 'EUR' } },
  expense: { title: 'Train', amount: { amount: '80.00', currency: 'EUR' }, spentOn: '2026-11-02' },
  leave: { kind: 'Holiday', firstDay: '2026-12-21', lastDay: '2026-12-31' },
  contract: { vendor: 'Borealis', amount: { amount: '80.00', currency: 'EUR' }, startsOn: '2027-01-01' },
};

describe('201', () => {
  it.each(templateNames)('%s can be submitted at once by who made it, waits for want of an approver, and goes on when a colleague joins (row:A1 row:A8)', async (template) => {
    const founder = await founderOf(world.api, `Template ${template}`);
    const applied = await founder.call(applyTemplate, { body: { template } });
    const { id, status } = await founder.call(submitRequest, { body: { requestTypeId: applied.requestTypeId, content: contents[template] } });
    expect(status).toBe('needs_approver');
    const colleague = await world.api.signUp(`Colleague ${template}`);
    const { token } = await founder.call(inviteMember, { body: { email: colleague.email, roleIds: applied.roles.map((role) => role.id) } });
    await colleague.call(acceptInvitation, { body: { token } });
    const { params, body } = await lookAt(colleague, id);
    await colleague.call(decideRequest, { params, body });
    expect(await founder.call(getRequest, { params: { requestId: id } })).toMatchObject({ status: template === 'contract' ? 'open' : 'approved' });
  });

  it('makes the roles that are missing and uses those that are there, each with its own audit entry led back to this one (row:E1)', async () => {
    const founder = await founderOf(world.api, 'Roles');
    const first = await founder.call(applyTemplate, { body: { template: 'purchase' } });
    expect(first.roles.map(({ name, isNew, holders }) => [name, isNew, holders])).toEqual([['approver', false, 1], ['Finance', true, 0]]);
    const second = await founder.call(applyTemplate, { body: { template: 'contract' } });
    expect(second.roles.map(({ name, isNew }) => [name, isNew])).toEqual([['approver', false], ['Legal', true], ['Finance', false]]);
    expect((await founder.call(listRoles, { query: {} })).items.map(({ name }) => name)).toEqual(['Finance', 'Legal', 'admin', 'approver', 'auditor', 'requester']);
    const caused = "select action from app.audit_entries where convert_from(canonical, 'UTF8')::jsonb->>'cause' = (select id::text from app.audit_entries where action = 'template.applied' and subject_id = $1) order by action";
    expect(await world.api.database.look(caused, [first.requestTypeId])).toEqual([{ action: 'request_type.created' }, { action: 'role.created' }, { action: 'workflow.created' }, { action: 'workflow.version_published' }]);
  });
});

describe('403', () => {
  it('refuses who may define forms but not publish a workflow, and makes nothing (row:F2)', async () => {
    await world.company.addRole('Forms only', ['request_type.define']);
    const clerk = await world.company.join('Forms only', ['Forms only']);
    await expectRefusal(world, applyTemplate, { body: { template: 'leave' } }, { by: clerk }, 'permission_denied');
  });
});

describe('409', () => {
  it('refuses a name that is in use, and a role of the name that cannot decide; nothing is made (row:F1)', async () => {
    const founder = await founderOf(world.api, 'Names');
    await founder.call(applyTemplate, { body: { template: 'purchase' } });
    await expectRefusal(world, applyTemplate, { body: { template: 'purchase' } }, { by: founder }, 'name_taken');
    await expect(founder.call(applyTemplate, { body: { template: 'purchase', name: 'Purchase of books' } })).resolves.toMatchObject({ name: 'Purchase of books' });
    await founder.call(createRole, { body: { name: 'Legal', permissions: ['request.read'] } });
    await expectRefusal(world, applyTemplate, { body: { template: 'contract' } }, { by: founder }, 'name_taken');
  });
});
