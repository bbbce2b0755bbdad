import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decideRequest, previewDecision, rereadRecord } from '@countersign/contracts/tasks';
import { addFlow, connect, expectRefusal, holdsItsContract, openHttpWorld, recordJobsOf, setRead, signedWithRecord, taskOf, type HttpWorld, type RequestFlow } from '@countersign/testing';

let world: HttpWorld;
let flow: RequestFlow;
beforeAll(async () => {
  world = await openHttpWorld();
  const { id } = await connect(world.company, 'https://erp.example.com');
  flow = await addFlow(world.company, 'With a record', { formatVersion: 2, steps: [signedWithRecord(world.company, 'Budget owner', id)] });
}, 120_000);
afterAll(() => world.close());

async function waiting(isRead = true) {
  const { id: requestId } = await flow.submit();
  const taskId = await taskOf(world.company.budgetOwner, requestId);
  if (isRead) await setRead(world.api.database, taskId);
  return { requestId, taskId, input: { params: { taskId }, body: {} } };
}
holdsItsContract({ operation: rereadRecord, world: () => world, ready: async () => ({ by: world.company.budgetOwner, input: (await waiting()).input }) });

describe('201', () => {
  it('has it read once more; until then nobody signs, and what was read before is kept (row:A5)', async () => {
    const { requestId, taskId, input } = await waiting();
    const by = world.company.budgetOwner;
    const before = await by.call(previewDecision, { params: { taskId }, query: { verdict: 'approve' } });
    await by.call(rereadRecord, input);
    expect(await recordJobsOf(world.api.database, requestId)).toHaveLength(2);
    const { revisionDigest, consequencesDigest, record } = await by.call(previewDecision, { params: { taskId }, query: { verdict: 'approve' } });
    expect([before.record?.state, record?.state]).toEqual(['read', 'wanted']);
    await expectRefusal(world, decideRequest, { params: { taskId }, body: { verdict: 'approve', revisionDigest, consequencesDigest } }, { by }, 'record_not_read');
    expect(await world.api.database.look('select state from app.outside_records where task_id = $1 order by id', [taskId])).toEqual([{ state: 'read' }, { state: 'wanted' }]);
  });
});

describe('403', () => {
  it('is for who may sign (row:A5 row:F2)', async () => {
    const { input } = await waiting();
    await expectRefusal(world, rereadRecord, input, { by: world.company.requester }, 'permission_denied');
  });
});

describe('404', () => {
  it('knows no task of another company (row:F1)', async () => {
    await expectRefusal(world, rereadRecord, (await waiting()).input, { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('refuses what is being read already, and a step that is signed by no record (row:A5)', async () => {
    const by = world.company.budgetOwner;
    await expectRefusal(world, rereadRecord, (await waiting(false)).input, { by }, 'not_waiting');
    const { id } = await world.company.submit();
    await expectRefusal(world, rereadRecord, { params: { taskId: await taskOf(by, id) }, body: {} }, { by }, 'not_waiting');
  });

  it('refuses a task that is closed (row:A5)', async () => {
    const { requestId, input } = await waiting();
    await world.company.decide(world.company.budgetOwner, requestId, 'reject', 'No');
    await expectRefusal(world, rereadRecord, input, { by: world.company.budgetOwner }, 'task_closed');
  });
});
