import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRequest } from '@countersign/contracts/requests';
import { expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let requestId: string;
beforeAll(async () => {
  world = await openHttpWorld();
  requestId = (await world.company.submit()).id;
  await world.company.decide(world.company.budgetOwner, requestId, 'approve', 'In the plan.');
  await world.company.decide(world.company.finance, requestId, 'approve');
});
afterAll(() => world.close());

holdsItsContract({ operation: getRequest, world: () => world, ready: () => ({ by: world.company.requester, input: { params: { requestId } } }) });

describe('200', () => {
  it('shows the request as a whole to its requester, its past candidates, auditors and admins (row:F2 row:A1)', async () => {
    const { requester, budgetOwner, finance, auditor, admin } = world.company;
    const views = await Promise.all([requester, budgetOwner, finance, auditor, admin].map((by) => by.call(getRequest, { params: { requestId } })));
    for (const view of views) expect(view).toEqual(views[0]);
    expect(views[0]).toMatchObject({
      status: 'approved',
      waitingOn: null,
      decisions: [{ stepName: 'Budget owner', verdict: 'approve', reason: 'In the plan.' }, { stepName: 'Finance', reason: null }],
      effects: [{ stepName: 'Pay', event: 'payment.requested', state: 'wanted', attempts: 0 }],
    });
  });
});

describe('404', () => {
  it('looks absent to a colleague who was never asked, and to one whose step was never reached (row:F2)', async () => {
    const [colleague, later] = [await world.company.join('Colleague', ['requester']), await world.company.join('Late finance', ['Finance'])];
    const unread = await world.company.submit();
    await expectRefusal(world, getRequest, { params: { requestId } }, { by: colleague }, 'not_found');
    await expectRefusal(world, getRequest, { params: { requestId: unread.id } }, { by: later }, 'not_found');
  });
});
