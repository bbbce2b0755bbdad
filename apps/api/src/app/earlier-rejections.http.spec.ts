import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRequest, reviseRequest } from '@countersign/contracts/requests';
import { revokeDecision } from '@countersign/contracts/tasks';
import { addFlow, openHttpWorld, signedBy, taskOf, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

/** Two steps, and a third that reads how often somebody said no at the second. */
const flowOf = (name: string, when: string, second: Parameters<typeof signedBy>[2]) => {
  const { company } = world;
  const steps = [signedBy(company, 'Budget owner', { id: 'first', name: 'First' }), signedBy(company, 'Finance', { id: 'second', name: 'Second', ...second }), signedBy(company, 'Budget owner', { id: 'third', name: 'Third', when })];
  return addFlow(company, name, { formatVersion: 2, steps });
};
const inputsOf = async (requestId: string) =>
  (await world.api.database.look<{ inputs: unknown }>("select f.fact->'inputs' as inputs from app.facts f join app.runs r on r.tenant_id = f.tenant_id and r.id = f.run_id where r.request_id = $1 and f.fact->>'kind' = 'condition_evaluated' order by f.seq", [requestId])).map(({ inputs }) => inputs);

describe('a condition that reads earlier rejections (row:A2)', () => {
  it('asks one more where a request was rejected before, and sent back to an earlier step; and keeps what it read', async () => {
    const { company } = world;
    const { budgetOwner, finance } = company;
    const flow = await flowOf('Sent back', 'decisions.second.rejections > 0', { onReject: { goTo: 'first' } });
    const [{ id }, { id: smooth }] = [await flow.submit(), await flow.submit()];
    for (const [by, verdict] of [[budgetOwner, 'approve'], [finance, 'reject'], [budgetOwner, 'approve'], [finance, 'approve']] as const) await company.decide(by, id, verdict, verdict === 'reject' ? 'Too dear' : undefined);
    expect(await company.admin.call(getRequest, { params: { requestId: id } })).toMatchObject({ status: 'open', waitingOn: { stepId: 'third' } });
    await company.decide(budgetOwner, smooth, 'approve');
    expect(await company.decide(finance, smooth, 'approve')).toMatchObject({ requestStatus: 'approved' });
    expect([await inputsOf(id), await inputsOf(smooth)]).toEqual([[{ 'decisions.second.rejections': 1 }], [{ 'decisions.second.rejections': 0 }]]);
  });

  it('counts what changes were asked for before a request was returned and submitted again, and nothing that was taken back', async () => {
    const { company } = world;
    const { budgetOwner, finance, requester } = company;
    const flow = await flowOf('Returned', 'decisions.second.changesRequested > 0', { revocableMinutes: 60 });
    const [{ id }, { id: slip }] = [await flow.submit(), await flow.submit()];
    for (const requestId of [id, slip]) await company.decide(budgetOwner, requestId, 'approve');
    const taskId = await taskOf(finance, slip);
    for (const requestId of [id, slip]) await company.decide(finance, requestId, 'request_changes', 'Say why');
    await finance.call(revokeDecision, { params: { taskId }, body: { reason: 'A slip' } });
    expect(await company.decide(finance, slip, 'approve')).toMatchObject({ requestStatus: 'approved' });
    await requester.call(reviseRequest, { params: { requestId: id }, body: { content: { title: 'Chairs, for the hall', amount: { amount: '80.00', currency: 'EUR' } } } });
    await company.decide(budgetOwner, id, 'approve');
    expect(await company.decide(finance, id, 'approve')).toMatchObject({ requestStatus: 'open' });
    expect([await inputsOf(id), await inputsOf(slip)]).toEqual([[{ 'decisions.second.changesRequested': 1 }], [{ 'decisions.second.changesRequested': 0 }]]);
  });
});
