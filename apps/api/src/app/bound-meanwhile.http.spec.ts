/** What a decision is bound to besides the request: where its effects go, and the version that decides (row:A7 row:B2). */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRequest } from '@countersign/contracts/requests';
import { decideRequest } from '@countersign/contracts/tasks';
import { addWorkflowVersion } from '@countersign/contracts/workflows';
import { addFlow, effectOf, expectRefusal, jobsOf, lookAt, openHttpWorld, openTestWorker, signedBy, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

let turn = 0;
const steps = () => [signedBy(world.company, 'Budget owner'), effectOf(world.company, 'pay', 'person')];
const flowOf = () => addFlow(world.company, `Bound ${(turn += 1)}`, { formatVersion: 2, steps: steps() });

describe('between showing and deciding', () => {
  it('another address for its effects is another consequence: refused with the new one, and taken bound to that (row:A7)', async () => {
    const { company, api } = world;
    const { id } = await (await flowOf()).submit();
    const before = await lookAt(company.budgetOwner, id);
    await api.database.look("update app.webhook_endpoints set url = 'https://elsewhere.example.com/hooks' where id = $1", [company.endpointId]);
    const { json } = await expectRefusal(world, decideRequest, before, { by: company.budgetOwner }, 'consequences_changed');
    const now = await lookAt(company.budgetOwner, id);
    expect([json.consequences, now.shown.effects[0]?.target]).toEqual([now.shown, 'https://elsewhere.example.com/hooks']);
    await expect(company.budgetOwner.call(decideRequest, now)).resolves.toMatchObject({ requestStatus: 'approved' });
  });

  it('a run that was moved to another version is decided by nobody who was shown the one before, though it would go the same way (row:A7 row:B2)', async () => {
    const { company, api } = world;
    const flow = await flowOf();
    const { id } = await flow.submit();
    const before = await lookAt(company.budgetOwner, id);
    await company.admin.call(addWorkflowVersion, { params: { workflowId: flow.workflowId }, body: { definition: { formatVersion: 2, steps: steps() } as never } });
    await expect(lookAt(company.budgetOwner, id)).resolves.toMatchObject({ body: { consequencesDigest: before.body.consequencesDigest } });
    await api.database.look('update app.runs set workflow_version = 2 where request_id = $1', [id]);
    await expectRefusal(world, decideRequest, before, { by: company.budgetOwner }, 'consequences_changed');
    await expect(company.budgetOwner.call(decideRequest, await lookAt(company.budgetOwner, id))).resolves.toMatchObject({ requestStatus: 'approved' });
  });
});

describe('between deciding and carrying out', () => {
  it('what is not what was approved any more is not sent: the request says so, and a person has to look (row:A5 row:A7)', async () => {
    const { company, api } = world;
    const { id } = await (await flowOf()).submit();
    await company.decide(company.budgetOwner, id, 'approve');
    await api.database.look("update app.effects set payload = replace(payload, '80.00', '8000.00') where request_id = $1", [id]);
    const [job] = await jobsOf(api.database, id);
    if (!job) throw new Error('the effect is wanted');
    const worker = await openTestWorker(api.database);
    expect(await worker.run(job).finally(() => worker.close())).toBe('parked');
    const { effects } = await company.requester.call(getRequest, { params: { requestId: id } });
    expect(effects).toMatchObject([{ state: 'parked', lastProblem: expect.stringContaining('Nothing was sent') }]);
  });
});
