import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decideRequests, previewDecisions } from '@countersign/contracts/tasks';
import { expectWithinBudget, holdsItsContract, keptRows, lookAt, openHttpWorld, sendRaw, taskOf, type HttpWorld } from '@countersign/testing';
import { randomUUID } from 'node:crypto';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const submit = async (amount = '12400.00', currency = 'EUR') => {
  const { id } = await world.company.submit({ title: 'Stage lighting', amount: { amount, currency } });
  return { id, taskId: await taskOf(world.company.budgetOwner, id) };
};
const ask = (taskIds: readonly string[], verdict: 'approve' | 'reject' = 'approve') => world.company.budgetOwner.call(previewDecisions, { query: { taskIds: taskIds.join(','), verdict } });

holdsItsContract({ operation: previewDecisions, world: () => world, ready: async () => ({ by: world.company.budgetOwner, input: { query: { taskIds: (await submit()).taskId, verdict: 'approve' } } }) });

describe('200', () => {
  it('says together and of each what would happen, with the very digests that deciding takes, and writes nothing (row:A7 row:A8)', async () => {
    const { company } = world;
    const [one, two, three] = [await submit('0.10'), await submit('0.20'), await submit('5.00', 'USD')];
    const before = await keptRows(world.api.database);
    const preview = await ask([one.taskId, two.taskId, three.taskId]);
    expect(await keptRows(world.api.database)).toEqual(before);
    expect(preview).toMatchObject({ statement: 'I, Budget owner of Acme, approve 3 requests of “Purchase order”, together €0.30 and $5.00.', label: 'Approve 3 requests, €0.30 and $5.00', reasonRequired: false, amounts: [{ amount: '0.30', currency: 'EUR' }, { amount: '5.00', currency: 'USD' }] });
    const { body } = await lookAt(company.budgetOwner, one.id);
    expect(preview.items[0]?.consequences).toMatchObject({ revisionDigest: body.revisionDigest, consequencesDigest: body.consequencesDigest });
    const decisions = preview.items.flatMap(({ consequences }) => (consequences === null ? [] : [{ taskId: consequences.taskId, verdict: 'approve' as const, revisionDigest: consequences.revisionDigest, consequencesDigest: consequences.consequencesDigest }]));
    expect((await company.budgetOwner.call(decideRequests, { body: { decisions } })).results.map(({ outcome }) => outcome)).toEqual(['recorded', 'recorded', 'recorded']);
  });

  it('counts those only that can be decided, and says of the others why not; of what is foreign no more than of what is not there (row:A8 row:F1)', async () => {
    const { company } = world;
    const [open, done] = [await submit(), await submit()];
    await company.decide(company.budgetOwner, done.id, 'approve');
    const preview = await ask([open.taskId, done.taskId, randomUUID()], 'reject');
    expect(preview).toMatchObject({ label: 'Reject 1 request', reasonRequired: true });
    expect(preview.items.map(({ problem, title }) => [problem?.code ?? null, title])).toEqual([[null, 'Stage lighting'], ['task_closed', 'Stage lighting'], ['not_found', null]]);
    const foreign = await sendRaw(world.api.baseUrl, previewDecisions, { query: { taskIds: open.taskId, verdict: 'approve' } }, { by: company.finance });
    expect((foreign.json.items as { problem: { code: string } }[])[0]?.problem.code).toBe('not_found');
  });

  it('costs for fifty no more than it may (row:K1)', async () => {
    const taskIds: string[] = [];
    for (let at = 0; at < 50; at += 1) taskIds.push((await submit('10.00')).taskId);
    const answer = await sendRaw(world.api.baseUrl, previewDecisions, { query: { taskIds: taskIds.join(','), verdict: 'approve' } }, { by: world.company.budgetOwner });
    expect(answer.json.label).toBe('Approve 50 requests, €500.00');
    expectWithinBudget(previewDecisions, answer);
  }, 60_000);
});
