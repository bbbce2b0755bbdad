import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reviseRequest } from '@countersign/contracts/requests';
import { decideRequests, previewDecisions, type DecisionsReply } from '@countersign/contracts/tasks';
import { addFlow, approvalBy, expectRefusal, expectWithinBudget, holdsItsContract, keptRows, lookAt, openHttpWorld, pointersOf, sendRaw, type HttpWorld } from '@countersign/testing';
import { randomUUID } from 'node:crypto';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

/** New requests that wait for the budget owner, each as it was looked at. */
async function lookedAt(count: number, verdict: 'approve' | 'reject' = 'approve') {
  const { company } = world;
  const items = [];
  for (let at = 0; at < count; at += 1) {
    const { id } = await company.submit();
    const { params, body } = await lookAt(company.budgetOwner, id, verdict);
    items.push({ requestId: id, decision: { taskId: params.taskId, ...body } });
  }
  return items;
}
const outcomes = (reply: DecisionsReply) => reply.results.map((result) => (result.outcome === 'recorded' ? result.decision.requestStatus : result.problem.code));

// A key of this call is one per task: another list is another scope.
holdsItsContract({ operation: decideRequests, world: () => world, keyHoldsForOtherBody: false, ready: async () => ({ by: world.company.budgetOwner, input: { body: { decisions: (await lookedAt(1)).map(({ decision }) => decision) } } }) });

describe('201', () => {
  it('records each that still is what was shown, says of each other why not, and touches those no more than if they had been sent alone (row:A8 row:A4)', async () => {
    const { company } = world;
    const items = await lookedAt(4);
    const [, revised, taken] = items;
    await company.requester.call(reviseRequest, { params: { requestId: revised?.requestId ?? '' }, body: { content: { title: 'Other lighting', amount: { amount: '1.00', currency: 'EUR' } } } });
    await company.decide(company.budgetOwner, taken?.requestId ?? '', 'approve');
    const decisions = [...items.map(({ decision }) => decision), { ...(items[0]?.decision ?? decisionOfNothing), taskId: randomUUID() }];
    const reply = await company.budgetOwner.call(decideRequests, { body: { decisions } });
    expect(reply.results.map((result) => (result.outcome === 'recorded' ? result.decision.taskId : null))).toEqual([decisions[0]?.taskId, null, null, decisions[3]?.taskId, null]);
    expect(outcomes(reply)).toEqual(['open', 'revision_superseded', 'task_closed', 'open', 'not_found']);
    const rows = await world.api.database.look('select 1 from app.decisions d where d.request_id = any ($1)', [[items[0]?.requestId, items[3]?.requestId]]);
    expect(rows).toHaveLength(2);
  });

  it('answers the same again for what was recorded and tries the rest anew, with the same key, whichever process is asked (row:D4)', async () => {
    const { company, api, twin } = world;
    const items = await lookedAt(2);
    const decisions = items.map(({ decision }, at) => (at === 0 ? decision : { ...decision, consequencesDigest: '0'.repeat(64) }));
    const key = randomUUID();
    const first = await sendRaw(api.baseUrl, decideRequests, { body: { decisions } }, { by: company.budgetOwner, key });
    expect(outcomes(first.json as never)).toEqual(['open', 'consequences_changed']);
    const after = await keptRows(api.database);
    const again = await sendRaw(twin.baseUrl, decideRequests, { body: { decisions } }, { by: company.budgetOwner, key });
    expect(again.text).toBe(first.text);
    expect(await keptRows(api.database)).toEqual(after);
    const mended = await sendRaw(twin.baseUrl, decideRequests, { body: { decisions: items.map(({ decision }) => decision) } }, { by: company.budgetOwner, key });
    expect(outcomes(mended.json as never)).toEqual(['open', 'open']);
    expect((mended.json.results as unknown[])[0]).toEqual((first.json.results as unknown[])[0]);
    const turned = await sendRaw(api.baseUrl, decideRequests, { body: { decisions: items.map(({ decision }) => ({ ...decision, verdict: 'reject', reason: 'No' })) } }, { by: company.budgetOwner, key });
    expect(outcomes(turned.json as never)).toEqual(['idempotency_key_reused', 'idempotency_key_reused']);
  });

  it('records each of fifty once although two send them at once, and costs no more than it may (row:A8 row:K1)', async () => {
    const { company, api, twin } = world;
    const items = await lookedAt(50);
    const decisions = items.map(({ decision }) => decision);
    const answers = await Promise.all([api, twin].map(({ baseUrl }) => sendRaw(baseUrl, decideRequests, { body: { decisions } }, { by: company.budgetOwner })));
    for (const answer of answers) expectWithinBudget(decideRequests, answer);
    const [one = [], other = []] = answers.map((answer) => outcomes(answer.json as never));
    // Each was recorded by one of the two, and by one only.
    expect(one.map((outcome, at) => [outcome, other[at]].sort())).toEqual(one.map(() => ['open', 'task_closed']));
    expect(await api.database.look('select 1 from app.decisions where request_id = any ($1)', [items.map(({ requestId }) => requestId)])).toHaveLength(50);
  }, 120_000);

  it("does nothing to another company's, and says no more of them than of what is not there (row:F1)", async () => {
    const decisions = (await lookedAt(2)).map(({ decision }) => decision);
    const before = await keptRows(world.api.database);
    const founder = world.foreigner;
    await expectRefusal(world, decideRequests, { body: { decisions } }, { by: world.powerless }, 'permission_denied');
    const nowhere = decisions.map((decision) => ({ ...decision, taskId: randomUUID() }));
    const [theirs, nobodys] = await Promise.all([decisions, nowhere].map((list) => sendRaw(world.api.baseUrl, decideRequests, { body: { decisions: list } }, { by: founder })));
    const said = (answer: typeof theirs) => JSON.stringify((answer?.json.results as { problem?: unknown }[] | undefined)?.map(({ problem }) => problem) ?? answer?.json.code);
    expect(said(theirs)).toBe(said(nobodys));
    expect(await keptRows(world.api.database)).toEqual(before);
  });
});

describe('422', () => {
  it('takes tasks of one request type only, each once, one at least and fifty at most; nothing is recorded (row:A8 row:F6)', async () => {
    const { company } = world;
    const by = company.budgetOwner;
    const [first] = await lookedAt(1);
    const flow = await addFlow(company, 'Chairs', [approvalBy(company, 'Budget owner')]);
    const { id } = await flow.submit();
    const { params, body } = await lookAt(by, id);
    const decisions = [first?.decision ?? decisionOfNothing, { taskId: params.taskId, ...body }];
    const mixed = await expectRefusal(world, decideRequests, { body: { decisions } }, { by }, 'types_mixed');
    expect(mixed.json.detail).toContain('Chairs, Purchase order');
    await expectRefusal(world, previewDecisions, { query: { verdict: 'approve', taskIds: decisions.map(({ taskId }) => taskId).join(',') } }, { by }, 'types_mixed');
    const one = decisions.slice(0, 1);
    for (const list of [[], [...one, ...one], Array.from({ length: 51 }, () => ({ ...one[0], taskId: randomUUID() }))]) expect(pointersOf(await expectRefusal(world, decideRequests, { body: { decisions: list } }, { by }, 'invalid_input'))).toEqual(['/body/decisions']);
  });

  it('says of one without a reason that it needs one, and records the others (row:A8)', async () => {
    const items = await lookedAt(2, 'reject');
    const decisions = items.map(({ decision }, at) => ({ ...decision, reason: at === 0 ? '  ' : 'Not this year' }));
    expect(outcomes(await world.company.budgetOwner.call(decideRequests, { body: { decisions } }))).toEqual(['reason_required', 'returned']);
  });
});

const decisionOfNothing = { taskId: randomUUID(), verdict: 'approve' as const, revisionDigest: '0'.repeat(64), consequencesDigest: '0'.repeat(64) };
