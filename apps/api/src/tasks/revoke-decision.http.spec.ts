import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRequest } from '@countersign/contracts/requests';
import { decideRequest, revokeDecision } from '@countersign/contracts/tasks';
import { addFlow, approvalBy, expectRefusal, holdsItsContract, lookAt, openHttpWorld, sendRaw, signedBy, type HttpWorld, type Person, type RequestFlow } from '@countersign/testing';

let world: HttpWorld;
let flow: RequestFlow;
let second: Person;
beforeAll(async () => {
  world = await openHttpWorld();
  const { company } = world;
  second = await company.join('Second owner', ['Budget owner']);
  const revocableMinutes = 10;
  const steps = [signedBy(company, 'Budget owner', { id: 'owners', name: 'Owners', quorum: 2, revocableMinutes }), signedBy(company, 'Finance', { id: 'finance', name: 'Finance', onReject: 'end', revocableMinutes })];
  flow = await addFlow(company, 'Orders', { formatVersion: 2, steps });
}, 120_000);
afterAll(() => world.close());

const tasksOf = async (requestId: string) => (await world.company.admin.call(getRequest, { params: { requestId } })).tasks.map(({ id, stepId, status }) => ({ id, stepId, status }));
const shownTasks = async (requestId: string) => (await tasksOf(requestId)).map(({ stepId, status }) => `${stepId} ${status}`);
async function decided(by: Person = world.company.budgetOwner) {
  const { id } = await flow.submit();
  const { taskId } = await world.company.decide(by, id, 'approve');
  return { id, input: { params: { taskId }, body: { reason: 'I looked at the wrong one' } } };
}
holdsItsContract({ operation: revokeDecision, world: () => world, ready: async () => ({ by: world.company.budgetOwner, input: (await decided()).input }) });

describe('201', () => {
  it('asks the step anew, keeps what others signed beside it, and keeps the decision on record as taken back (row:A6)', async () => {
    const { company } = world;
    const { id, input } = await decided(second);
    await company.decide(company.budgetOwner, id, 'approve');
    expect(await shownTasks(id)).toEqual(['owners approved', 'finance open']);
    expect(await second.call(revokeDecision, input)).toMatchObject({ id, status: 'open' });
    expect(await shownTasks(id)).toEqual(['owners approved', 'finance superseded', 'owners open']);
    const { decisions } = await company.admin.call(getRequest, { params: { requestId: id } });
    expect(decisions.map(({ verdict, revokedAt }) => [verdict, revokedAt !== null])).toEqual([['approve', true], ['approve', false]]);
    // One more is needed, and whoever signed already is not asked again.
    await expect(lookAt(company.budgetOwner, id)).rejects.toThrow('no task');
    await company.decide(second, id, 'approve');
    expect(await shownTasks(id)).toEqual(['owners approved', 'finance superseded', 'owners approved', 'finance open']);
  });

  it('takes back a rejection that ended the request, which goes on where it was (row:A6)', async () => {
    const { company } = world;
    const { id } = await decided();
    await company.decide(second, id, 'approve');
    const { taskId } = await company.decide(company.finance, id, 'reject', 'Too much');
    expect(await company.finance.call(revokeDecision, { params: { taskId }, body: { reason: 'It is covered after all' } })).toMatchObject({ status: 'open' });
    expect(await shownTasks(id)).toEqual(['owners approved', 'finance rejected', 'finance open']);
  });

  it('either takes back or lets the next decide, never both, when both happen at once (row:A6)', async () => {
    const { company } = world;
    for (let round = 0; round < 10; round += 1) {
      const { id, input } = await decided();
      await company.decide(second, id, 'approve');
      const { params, body } = await lookAt(company.finance, id);
      const [back, on] = await Promise.all([sendRaw(world.api.baseUrl, revokeDecision, input, { by: company.budgetOwner }), sendRaw(world.twin.baseUrl, decideRequest, { params, body }, { by: company.finance })]);
      const { status } = await company.admin.call(getRequest, { params: { requestId: id } });
      expect([[201, 409, 'task_closed', 'open'], [409, 201, 'request_closed', 'approved']]).toContainEqual([back.status, on.status, on.json.code ?? back.json.code, status]);
    }
  });
});

describe('409', () => {
  it('refuses what another decided, what was taken back already, and what no step lets be taken back (row:A6)', async () => {
    const { company } = world;
    const { input } = await decided();
    await expectRefusal(world, revokeDecision, input, { by: second }, 'nothing_to_revoke');
    await company.budgetOwner.call(revokeDecision, input);
    await expectRefusal(world, revokeDecision, input, { by: company.budgetOwner }, 'nothing_to_revoke');
    const never = await addFlow(company, 'For good', [approvalBy(company, 'Budget owner', { quorum: 2 })]);
    const { taskId } = await company.decide(company.budgetOwner, (await never.submit()).id, 'approve');
    await expectRefusal(world, revokeDecision, { params: { taskId }, body: input.body }, { by: company.budgetOwner }, 'too_late_to_revoke');
  });

  it('refuses once the time is over that the step allows (row:A6)', async () => {
    const { id, input } = await decided();
    const long = new Date(Date.now() - 11 * 60_000).toISOString();
    await world.api.database.look(`update app.facts f set fact = jsonb_set(fact, '{at}', to_jsonb($2::text)) from app.runs r where r.request_id = $1 and f.run_id = r.id and f.fact->>'kind' = 'decided'`, [id, long]);
    await world.api.database.look(`update app.runs set state = jsonb_set(state, '{signatures,0,at}', to_jsonb($2::text)) where request_id = $1`, [id, long]);
    await expectRefusal(world, revokeDecision, input, { by: world.company.budgetOwner }, 'too_late_to_revoke');
  });
});
