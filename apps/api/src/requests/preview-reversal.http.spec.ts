import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { previewReversal } from '@countersign/contracts/requests';
import { expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

async function approved(): Promise<string> {
  const { id } = await world.company.submit({ title: 'Small', amount: { amount: '1.00', currency: 'EUR' } });
  await world.company.decide(world.company.budgetOwner, id, 'approve');
  return id;
}
holdsItsContract({ operation: previewReversal, world: () => world, ready: async () => ({ by: world.company.admin, input: { params: { requestId: await approved() } } }) });

describe('200', () => {
  it('shows what a workflow of the first format would leave to a person, and the same digest as long as nothing changes (row:A6 row:A7)', async () => {
    const requestId = await approved();
    await world.api.database.look("update app.effects set state = 'failed', attempts = 3 where request_id = $1", [requestId]);
    const look = () => world.company.admin.call(previewReversal, { params: { requestId } });
    const shown = await look();
    expect(shown).toMatchObject({ requestId, revision: 1, byPerson: 1, effects: [{ how: 'person', stepName: 'Pay' }] });
    expect(shown.effects[0]?.text).toContain('may have been delivered to Accounting');
    expect(await look()).toEqual(shown);
  });
});

describe('409', () => {
  it('has nothing to show of a request that is open (row:A6)', async () => {
    const { id } = await world.company.submit();
    await expectRefusal(world, previewReversal, { params: { requestId: id } }, { by: world.company.admin }, 'not_approved');
  });
});
