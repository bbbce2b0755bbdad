import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRequest } from '@countersign/contracts/requests';
import { addWorkflowVersion, publishWorkflowVersion } from '@countersign/contracts/workflows';
import { expectRefusal, holdsItsContract, openHttpWorld, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

async function draft(): Promise<{ workflowId: string; version: string }> {
  const { company } = world;
  const steps = [{ id: 'check', kind: 'approval' as const, name: 'Check', approvers: { roleIds: [company.roleIds.get('Finance') ?? ''], memberIds: [], unit: 'any' as const }, quorum: 1, onReject: 'end' as const }];
  const { version } = await company.admin.call(addWorkflowVersion, { params: { workflowId: company.workflowId }, body: { definition: { formatVersion: 1, steps } } });
  return { workflowId: company.workflowId, version: String(version) };
}
holdsItsContract({ operation: publishWorkflowVersion, world: () => world, ready: async () => ({ by: world.company.admin, input: { params: await draft() } }) });

describe('200', () => {
  it('holds for new requests; runs in flight stay on the version that they started on (row:B2)', async () => {
    const { company } = world;
    const first = await company.submit();
    const before = await company.requester.call(getRequest, { params: { requestId: first.id } });
    const params = await draft();
    expect(await company.admin.call(publishWorkflowVersion, { params })).toMatchObject({ state: 'published', version: Number(params.version) });
    const second = await company.submit();
    expect((await company.requester.call(getRequest, { params: { requestId: second.id } })).workflow.version).toBe(Number(params.version));
    expect((await company.requester.call(getRequest, { params: { requestId: first.id } })).workflow).toEqual(before.workflow);
    expect(await company.decide(company.finance, second.id, 'approve')).toMatchObject({ requestStatus: 'approved' });
  });

  it('publishes one of two drafts at a time: never two published, whoever is quicker (row:B2)', async () => {
    const drafts = [await draft(), await draft()];
    const answers = await Promise.all(drafts.map((params, index) => sendRaw((index === 0 ? world.api : world.twin).baseUrl, publishWorkflowVersion, { params }, { by: world.company.admin })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const states = await world.api.database.look<{ count: number }>("select count(*)::int as count from app.workflow_versions where workflow_id = $1 and state = 'published'", [world.company.workflowId]);
    expect(states).toEqual([{ count: 1 }]);
  });
});

describe('404', () => {
  it('knows no version that was not added (row:B2)', async () => {
    for (const version of ['999', '0', '-1', '1.0', '1e1']) await expectRefusal(world, publishWorkflowVersion, { params: { workflowId: world.company.workflowId, version } }, { by: world.company.admin }, 'not_found');
  });
});

describe('409', () => {
  it('publishes a draft once: what was published never changes its state back (row:B2)', async () => {
    const params = await draft();
    await world.company.admin.call(publishWorkflowVersion, { params });
    await expectRefusal(world, publishWorkflowVersion, { params }, { by: world.company.admin }, 'workflow_version_not_draft');
    await world.company.admin.call(publishWorkflowVersion, { params: await draft() });
    await expectRefusal(world, publishWorkflowVersion, { params }, { by: world.company.admin }, 'workflow_version_not_draft');
  });
});
