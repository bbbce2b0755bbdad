import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showWorkflowEditor } from '@countersign/contracts/screens';
import { addWorkflowVersion, retireWorkflowVersion } from '@countersign/contracts/workflows';
import { addFlow, approvalBy, expectRefusal, holdsItsContract, openHttpWorld, signedBy, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const input = () => ({ query: { workflowId: world.company.workflowId } });
holdsItsContract({ operation: showWorkflowEditor, world: () => world, ready: () => ({ by: world.company.admin, input: input() }) });

describe('200', () => {
  it('gives the live version in the newest format, the newest draft, the fields that conditions can read, and whom steps can name (row:A1 row:A2 row:B2)', async () => {
    const { company } = world;
    const { data } = await company.admin.call(showWorkflowEditor, input());
    expect(data).toMatchObject({ workflow: { name: 'Purchase' }, draft: null, latestVersion: 1, publish: { allowed: true } });
    expect(data.live).toMatchObject({ version: 1, definition: { formatVersion: 2, steps: [{ id: 'budget', approvers: { anyOf: [{ kind: 'role', roleId: company.roleIds.get('Budget owner') }] } }, { id: 'finance' }, { id: 'pay', onReverse: 'person' }] } });
    expect(data.requestTypes).toEqual([{ id: company.requestTypeId, name: 'Purchase order', fields: [
      { path: 'request.title', label: 'What', kind: 'text', optional: false },
      { path: 'request.amount.amount', label: 'Amount', kind: 'an amount, compared by decimal(…)', optional: false },
      { path: 'request.amount.currency', label: 'Amount, currency', kind: 'text', optional: false },
      { path: 'request.note', label: 'Note', kind: 'text', optional: true },
    ] }]);
    expect(data.roles.map(({ name }) => name)).toEqual(expect.arrayContaining(['Budget owner', 'Finance']));
    expect(data.members.map(({ name }) => name)).toContain('Admin of Acme');
    expect(data.endpoints.map(({ name }) => name)).toEqual(['Accounting']);
    await company.admin.call(addWorkflowVersion, { params: { workflowId: company.workflowId }, body: { definition: { formatVersion: 1, steps: [approvalBy(company, 'Finance')] } as never } });
    expect((await company.admin.call(showWorkflowEditor, input())).data).toMatchObject({ live: { version: 1 }, draft: { version: 2 }, latestVersion: 2 });
  });

  it('begins from the newest retired version where nothing is live and there is no draft (row:B2)', async () => {
    const { company } = world;
    const { workflowId } = await addFlow(company, 'Taken out of use', { formatVersion: 2, steps: [signedBy(company, 'Finance', { id: 'kept', name: 'Kept' })] });
    const shown = async () => (await company.admin.call(showWorkflowEditor, { query: { workflowId } })).data;
    expect(await shown()).toMatchObject({ live: { version: 1 }, draft: null, retired: null });
    await company.admin.call(retireWorkflowVersion, { params: { workflowId, version: '1' } });
    expect(await shown()).toMatchObject({ live: null, draft: null, retired: { version: 1, definition: { steps: [{ id: 'kept' }] } }, latestVersion: 1 });
    await company.admin.call(addWorkflowVersion, { params: { workflowId }, body: { definition: { formatVersion: 2, steps: [signedBy(company, 'Finance')] } as never } });
    expect(await shown()).toMatchObject({ live: null, draft: { version: 2 }, retired: null });
  });

  it('begins a new one with nothing but this company’s own people (row:F1)', async () => {
    const { data } = await world.foreigner.call(showWorkflowEditor, { query: {} });
    expect(data).toMatchObject({ workflow: null, live: null, draft: null, requestTypes: [], endpoints: [] });
    expect(data.members.map(({ name }) => name)).not.toContain('Admin of Acme');
  });
});

describe('404', () => {
  it('knows no workflow of another company (row:F1)', async () => {
    const foreign = await expectRefusal(world, showWorkflowEditor, input(), { by: world.foreigner }, 'not_found');
    const unknown = await expectRefusal(world, showWorkflowEditor, { query: { workflowId: crypto.randomUUID() } }, { by: world.foreigner }, 'not_found');
    expect(foreign.text).toBe(unknown.text);
  });
});
