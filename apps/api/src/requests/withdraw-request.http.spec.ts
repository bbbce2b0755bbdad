import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRequest, withdrawRequest } from '@countersign/contracts/requests';
import { decideRequest } from '@countersign/contracts/tasks';
import { expectRefusal, holdsItsContract, lookAt, openHttpWorld, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const ready = async () => ({ by: world.company.requester, input: { params: { requestId: (await world.company.submit()).id }, body: { reason: 'Not needed any more' } } });
holdsItsContract({ operation: withdrawRequest, world: () => world, ready });

describe('201', () => {
  it('ends the request, closes its task, wants no effect, and deletes nothing (row:A6)', async () => {
    const { company } = world;
    const { id } = await company.submit();
    await company.decide(company.budgetOwner, id, 'approve');
    expect(await company.requester.call(withdrawRequest, { params: { requestId: id }, body: {} })).toMatchObject({ status: 'withdrawn', revision: 1 });
    const seen = await company.requester.call(getRequest, { params: { requestId: id } });
    expect([seen.status, seen.waitingOn, seen.tasks.map(({ status }) => status), seen.decisions.length, seen.effects]).toEqual(['withdrawn', null, ['approved', 'withdrawn'], 1, []]);
  });

  it('ends a request that was returned, and one that stopped for want of an approver (row:A6)', async () => {
    const { company } = world;
    const { id } = await company.submit();
    await company.decide(company.budgetOwner, id, 'reject', 'Not this year.');
    await expect(company.requester.call(withdrawRequest, { params: { requestId: id }, body: {} })).resolves.toMatchObject({ status: 'withdrawn' });
  });

  it('either withdraws or is decided, never both, when both happen at once (row:A6)', async () => {
    const { company } = world;
    for (let round = 0; round < 10; round += 1) {
      const { id } = await company.submit({ title: `Race ${round}`, amount: { amount: '10.00', currency: 'EUR' } });
      const { params, body } = await lookAt(company.budgetOwner, id);
      const [withdrawn, decided] = await Promise.all([sendRaw(world.api.baseUrl, withdrawRequest, { params: { requestId: id }, body: {} }, { by: company.requester }), sendRaw(world.twin.baseUrl, decideRequest, { params, body }, { by: company.budgetOwner })]);
      const { status, effects } = await company.requester.call(getRequest, { params: { requestId: id } });
      const outcome = [withdrawn.status, decided.status, decided.json.code ?? withdrawn.json.code, status, effects.length];
      expect([[201, 409, 'task_closed', 'withdrawn', 0], [409, 201, 'request_closed', 'approved', 1]]).toContainEqual(outcome);
    }
  });
});

describe('403', () => {
  it('lets nobody but the requester withdraw it (row:F2)', async () => {
    const { id } = await world.company.submit();
    await expectRefusal(world, withdrawRequest, { params: { requestId: id }, body: {} }, { by: world.company.admin }, 'not_the_requester');
  });
});

describe('409', () => {
  it('refuses what has ended: withdrawn, approved or rejected (row:A6)', async () => {
    const { company } = world;
    const refused = async (id: string) => expectRefusal(world, withdrawRequest, { params: { requestId: id }, body: {} }, { by: company.requester }, 'request_closed');
    const withdrawn = await company.submit();
    await company.requester.call(withdrawRequest, { params: { requestId: withdrawn.id }, body: {} });
    await refused(withdrawn.id);
    const approved = await company.submit({ title: 'Small', amount: { amount: '1.00', currency: 'EUR' } });
    await company.decide(company.budgetOwner, approved.id, 'approve');
    await refused(approved.id);
  });
});
