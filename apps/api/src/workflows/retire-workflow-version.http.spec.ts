import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { submitRequest } from '@countersign/contracts/requests';
import { addWorkflowVersion, publishWorkflowVersion, retireWorkflowVersion } from '@countersign/contracts/workflows';
import { addFlow, approvalBy, expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

async function draft(): Promise<{ workflowId: string; version: string }> {
  const { company } = world;
  const params = { workflowId: company.workflowId };
  const { version } = await company.admin.call(addWorkflowVersion, { params, body: { definition: { formatVersion: 1, steps: [approvalBy(company, 'Finance')] } as never } });
  return { ...params, version: String(version) };
}
holdsItsContract({ operation: retireWorkflowVersion, world: () => world, ready: async () => ({ by: world.company.admin, input: { params: await draft() } }) });

describe('200', () => {
  it('gives up a draft, which can never be published then; the live version stays (row:B2)', async () => {
    const { company } = world;
    const params = await draft();
    expect(await company.admin.call(retireWorkflowVersion, { params })).toMatchObject({ state: 'retired', version: Number(params.version) });
    await expectRefusal(world, publishWorkflowVersion, { params }, { by: company.admin }, 'workflow_version_not_draft');
    await expect(company.submit()).resolves.toMatchObject({ status: 'open' });
  });

  it('takes the live version out of use: nothing new can be requested, and what runs on it goes on (row:B2)', async () => {
    const { company } = world;
    const flow = await addFlow(company, 'Ending', [approvalBy(company, 'Finance')]);
    const { id } = await flow.submit();
    const params = { workflowId: flow.workflowId, version: '1' };
    await company.admin.call(retireWorkflowVersion, { params });
    const content = { title: 'Late', amount: { amount: '1.00', currency: 'EUR' } };
    await expectRefusal(world, submitRequest, { body: { requestTypeId: flow.requestTypeId, content } }, { by: company.requester }, 'workflow_not_published');
    expect(await company.decide(company.finance, id, 'approve')).toMatchObject({ requestStatus: 'approved' });
    await expectRefusal(world, retireWorkflowVersion, { params }, { by: company.admin }, 'workflow_version_retired');
  });
});

describe('404', () => {
  it('knows no version of another company, and none that was not added (row:F1)', async () => {
    const params = await draft();
    const foreign = await expectRefusal(world, retireWorkflowVersion, { params }, { by: world.foreigner }, 'not_found');
    const unknown = await expectRefusal(world, retireWorkflowVersion, { params: { ...params, version: '999' } }, { by: world.company.admin }, 'not_found');
    expect(foreign.text).toBe(unknown.text);
  });
});
