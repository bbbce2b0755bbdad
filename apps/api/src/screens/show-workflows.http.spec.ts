import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addRequestTypeVersion, createRequestType } from '@countersign/contracts/request-types';
import { withdrawRequest } from '@countersign/contracts/requests';
import { showWorkflows } from '@countersign/contracts/screens';
import { addWorkflowVersion, createWorkflow, publishWorkflowVersion } from '@countersign/contracts/workflows';
import { approvalBy, expectRefusal, holdsItsContract, memberIdOf, openHttpWorld, purchaseForm, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

holdsItsContract({ operation: showWorkflows, world: () => world, ready: () => ({ by: world.company.auditor, input: { query: {} } }) });

const rowOf = async (name: string) => (await world.company.auditor.call(showWorkflows, { query: {} })).data.workflows.items.find((row) => row.name === name);
const definition = () => ({ formatVersion: 1 as const, steps: [approvalBy(world.company, 'Budget owner')] as never });

describe('200', () => {
  it('says which version is live, who published it, what uses it, and how many requests run on which version (row:B2)', async () => {
    const { company } = world;
    const { admin, workflowId } = company;
    const [first, second] = [await company.submit(), await company.submit()];
    await admin.call(addWorkflowVersion, { params: { workflowId }, body: { definition: definition() } });
    expect(await rowOf('Purchase')).toMatchObject({ live: { version: 1, publishedBy: { memberId: await memberIdOf(company, admin), name: 'Admin of Acme' } }, draft: 2, requestTypes: [{ id: company.requestTypeId, name: 'Purchase order' }], running: [{ version: 1, running: 2 }] });
    await admin.call(publishWorkflowVersion, { params: { workflowId, version: '2' } });
    await company.submit();
    expect(await rowOf('Purchase')).toMatchObject({ live: { version: 2 }, draft: null, running: [{ version: 2, running: 1 }, { version: 1, running: 2 }] });
    // One that was returned still runs; one that has ended does not.
    await company.decide(company.budgetOwner, first.id, 'reject', 'Not so');
    await company.requester.call(withdrawRequest, { params: { requestId: second.id }, body: {} });
    expect(await rowOf('Purchase')).toMatchObject({ running: [{ version: 2, running: 1 }, { version: 1, running: 1 }] });
  });

  it('names a request type at the workflow that its latest version runs on, and at no other', async () => {
    const { admin } = world.company;
    const { id } = await admin.call(createWorkflow, { body: { name: 'Unpublished', definition: definition() } });
    expect(await rowOf('Unpublished')).toEqual({ id, name: 'Unpublished', live: null, draft: 1, requestTypes: [], running: [] });
    const version = { form: purchaseForm, titleField: 'title', amountField: 'amount', immaterialFields: [], workflowId: world.company.workflowId };
    const type = await admin.call(createRequestType, { body: { name: 'Moves', ...version } });
    await admin.call(addRequestTypeVersion, { params: { requestTypeId: type.id }, body: { ...version, workflowId: id } });
    expect((await rowOf('Unpublished'))?.requestTypes).toEqual([{ id: type.id, name: 'Moves' }]);
    expect((await rowOf('Purchase'))?.requestTypes.map(({ name }) => name)).toEqual(['Purchase order']);
  });

  it('comes a page at a time, by name', async () => {
    const first = (await world.company.auditor.call(showWorkflows, { query: { limit: '1' } })).data;
    const second = (await world.company.auditor.call(showWorkflows, { query: { limit: '1', cursor: first.workflows.nextCursor ?? '' } })).data;
    expect([...first.workflows.items, ...second.workflows.items].map(({ name }) => name)).toEqual(['Purchase', 'Unpublished']);
    expect(second.workflows.nextCursor).toBeNull();
    expect(first.isCountWhole).toBe(true);
  });

  it('shows another company nothing of it (row:F1)', async () => {
    expect((await world.foreigner.call(showWorkflows, { query: {} })).data).toEqual({ workflows: { items: [], nextCursor: null }, isCountWhole: true });
  });
});

describe('403', () => {
  it('is not for who may not see workflows (row:F2)', async () => {
    await expectRefusal(world, showWorkflows, { query: {} }, { by: world.company.requester }, 'permission_denied');
  });
});

describe('422', () => {
  it('refuses a cursor that is none (row:F6)', async () => {
    await expectRefusal(world, showWorkflows, { query: { cursor: 'x y' } }, { by: world.company.auditor }, 'invalid_input');
  });
});
