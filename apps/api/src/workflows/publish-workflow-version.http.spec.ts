import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addRequestTypeVersion, createRequestType } from '@countersign/contracts/request-types';
import { getRequest } from '@countersign/contracts/requests';
import { addWorkflowVersion, createWorkflow, publishWorkflowVersion } from '@countersign/contracts/workflows';
import { addFlow, approvalBy, expectRefusal, holdsItsContract, openHttpWorld, purchaseForm, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let drafts = 0;
/** Each of another name, so that each is something new to publish. */
async function draft(): Promise<{ workflowId: string; version: string }> {
  const { company } = world;
  const steps = [{ id: 'check', kind: 'approval' as const, name: `Check ${(drafts += 1)}`, approvers: { roleIds: [company.roleIds.get('Finance') ?? ''], memberIds: [], unit: 'any' as const }, quorum: 1, onReject: 'end' as const }];
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
    const both = [await draft(), await draft()];
    const answers = await Promise.all(both.map((params, index) => sendRaw((index === 0 ? world.api : world.twin).baseUrl, publishWorkflowVersion, { params }, { by: world.company.admin })));
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

  it('publishes nothing that says the same as the live version, in whatever format it was written; the version stays a draft and nothing is recorded (row:B2)', async () => {
    const { company } = world;
    const flow = await addFlow(company, 'Unchanged', [approvalBy(company, 'Finance')]);
    const params = { workflowId: flow.workflowId, version: '2' };
    const anyOf = [{ kind: 'role' as const, roleId: company.roleIds.get('Finance') ?? '' }];
    const again = { id: 'check', kind: 'approval' as const, name: 'Check', approvers: { anyOf }, quorum: 1, onReject: 'return' as const };
    await company.admin.call(addWorkflowVersion, { params, body: { definition: { formatVersion: 2, steps: [again] } } });
    const answer = await expectRefusal(world, publishWorkflowVersion, { params }, { by: company.admin }, 'workflow_version_unchanged');
    expect(answer.json.detail).toBe('Version 1 is live and says the same as version 2. Change something in a new version and publish that.');
    expect(await world.api.database.look('select version, state from app.workflow_versions where workflow_id = $1 order by version', [flow.workflowId])).toEqual([{ version: 1, state: 'published' }, { version: 2, state: 'draft' }]);
  });
});

describe('422', () => {
  it('refuses a version that reads what a request type has since come to call immaterial, and says which and what to do; nothing is published (row:A4)', async () => {
    const { company } = world;
    const flow = await addFlow(company, 'Trips', [approvalBy(company, 'Finance')], { immaterialFields: [] });
    const params = { workflowId: flow.workflowId };
    const steps = [approvalBy(company, 'Finance'), approvalBy(company, 'Budget owner', { id: 'cfo', name: 'CFO', when: 'has(request.note) && request.note == "abroad"' })];
    await company.admin.call(addWorkflowVersion, { params, body: { definition: { formatVersion: 1, steps } as never } });
    const version = { form: purchaseForm, titleField: 'title', amountField: 'amount', workflowId: flow.workflowId };
    await company.admin.call(addRequestTypeVersion, { params: { requestTypeId: flow.requestTypeId }, body: { ...version, immaterialFields: ['note'] } });
    const answer = await expectRefusal(world, publishWorkflowVersion, { params: { ...params, version: '2' } }, { by: company.admin }, 'definition_invalid');
    expect(answer.json.errors).toEqual([{ pointer: '/body/definition/steps/cfo', detail: 'The condition of "CFO" reads "note", which the request type "Trips" calls immaterial. Make the field material, or let the condition not read it.' }]);
    await company.admin.call(addRequestTypeVersion, { params: { requestTypeId: flow.requestTypeId }, body: version });
    await expect(company.admin.call(publishWorkflowVersion, { params: { ...params, version: '2' } })).resolves.toMatchObject({ state: 'published' });
  });

  it('refuses conditions that do not fit the form of a type that has come to run on it, each with its step and its place in the source; nothing is published (row:A2)', async () => {
    const { company } = world;
    const when = 'request.amount > 5000 ||\n  request.note == "abroad"';
    const body = { name: 'Unfit', definition: { formatVersion: 1, steps: [approvalBy(company, 'Finance')] } as never };
    const { id: workflowId } = await company.admin.call(createWorkflow, { body });
    await company.admin.call(addWorkflowVersion, { params: { workflowId }, body: { definition: { formatVersion: 1, steps: [approvalBy(company, 'Finance', { id: 'cfo', name: 'CFO', when })] } as never } });
    await company.admin.call(publishWorkflowVersion, { params: { workflowId, version: '1' } });
    await company.admin.call(createRequestType, { body: { name: 'Unfit', form: purchaseForm, titleField: 'title', amountField: 'amount', workflowId } });
    const answer = await expectRefusal(world, publishWorkflowVersion, { params: { workflowId, version: '2' } }, { by: company.admin }, 'definition_invalid');
    const unfit = 'The condition of "CFO" does not fit: ';
    expect(answer.json.errors).toEqual([
      { pointer: '/body/definition/steps/cfo', detail: `${unfit}“request.amount” is an amount of money and 5000 is a whole number: they cannot be compared by >. Write decimal(request.amount.amount), and the other as decimal("5000").`, at: { part: 'when', offset: 0, length: 21, line: 1, column: 1 } },
      { pointer: '/body/definition/steps/cfo', detail: `${unfit}“request.note” may be left out, and the condition would fail then. Ask for it first: has(request.note) && …`, at: { part: 'when', offset: 27, length: 12, line: 2, column: 3 } },
    ]);
    await expectRefusal(world, addWorkflowVersion, { params: { workflowId }, body: { definition: { formatVersion: 1, steps: [approvalBy(company, 'Finance', { when })] } } }, { by: company.admin }, 'definition_invalid');
  });
});
