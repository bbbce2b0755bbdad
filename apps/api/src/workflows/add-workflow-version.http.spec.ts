import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addWorkflowVersion } from '@countersign/contracts/workflows';
import { addFlow, approvalBy, expectRefusal, holdsItsContract, openHttpWorld, pointersOf, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let count = 0;
const definition = () => ({ formatVersion: 1, steps: [{ id: 'check', kind: 'approval', name: `Check ${(count += 1)}`, approvers: { roleIds: [world.company.roleIds.get('Finance')], memberIds: [], unit: 'any' }, quorum: 1, onReject: 'end' }] });
const params = () => ({ workflowId: world.company.workflowId });
holdsItsContract({ operation: addWorkflowVersion, world: () => world, ready: () => ({ by: world.company.admin, input: { params: params(), body: { definition: definition() } } }) });

describe('201', () => {
  it('adds a draft, numbered after the last also where several are added at once; what is published stays (row:B2)', async () => {
    const answers = await Promise.all([world.api, world.twin, world.api].map(({ baseUrl }) => sendRaw(baseUrl, addWorkflowVersion, { params: params(), body: { definition: definition() } }, { by: world.company.admin })));
    expect(answers.map(({ status, json }) => [status, json.state, json.publishedAt])).toEqual(Array(3).fill([201, 'draft', null]));
    expect(new Set(answers.map(({ json }) => json.version)).size).toBe(3);
    const published = await world.api.database.look("select version from app.workflow_versions where workflow_id = $1 and state = 'published'", [world.company.workflowId]);
    expect(published).toEqual([{ version: 1 }]);
  });
});

describe('422', () => {
  it('refuses a definition that could not run, with the step at fault (row:A2)', async () => {
    const sent = definition();
    const [step] = sent.steps;
    const answer = await expectRefusal(world, addWorkflowVersion, { params: params(), body: { definition: { ...sent, steps: [step, step] } } }, { by: world.company.admin }, 'definition_invalid');
    expect(pointersOf(answer)).toEqual(['/body/definition/steps/check']);
  });

  it('refuses a condition that reads what a request type on it calls immaterial, not what one of another workflow does (row:A4)', async () => {
    const { company } = world;
    const sent = { formatVersion: 1, steps: definition().steps.map((step) => ({ ...step, when: 'has(request.note)' })) };
    const answer = await expectRefusal(world, addWorkflowVersion, { params: params(), body: { definition: sent } }, { by: company.admin }, 'definition_invalid');
    expect(answer.json.errors).toEqual([{ pointer: '/body/definition/steps/check', detail: expect.stringContaining('"note", which the request type "Purchase order" calls immaterial') as unknown }]);
    const other = await addFlow(company, 'Notes matter', [approvalBy(company, 'Finance')], { immaterialFields: [] });
    await expect(company.admin.call(addWorkflowVersion, { params: { workflowId: other.workflowId }, body: { definition: sent as never } })).resolves.toMatchObject({ version: 2 });
  });
});
