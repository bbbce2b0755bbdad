import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listEffects } from '@countersign/contracts/effects';
import { addFlow, callStep, connect, effectOf, expectRefusal, holdsItsContract, openHttpWorld, signedBy, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let connectionId = '';
const requests: string[] = [];
beforeAll(async () => {
  world = await openHttpWorld();
  const { company } = world;
  connectionId = (await connect(company, 'https://bank.example.com')).id;
  const flow = await addFlow(company, 'Orders', { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), callStep(connectionId), effectOf(company, 'tell', 'person')] });
  for (let index = 0; index < 3; index += 1) {
    const { id } = await flow.submit();
    await company.decide(company.budgetOwner, id, 'approve');
    requests.push(id);
  }
  await world.api.database.look("update app.effects set state = 'unknown' where request_id = $1 and kind = 'http'", [requests[0]]);
  await world.api.database.look("update app.effects set state = 'succeeded', ended_at = now() where request_id = $1", [requests[1]]);
}, 120_000);
afterAll(() => world.close());
holdsItsContract({ operation: listEffects, world: () => world, ready: () => ({ by: world.company.admin, input: { query: {} } }) });

describe('200', () => {
  it('lists them in pages, the last wanted first, by group and by connection, to this company alone (row:C4 row:F1)', async () => {
    const by = world.company.auditor;
    const first = await by.call(listEffects, { query: { limit: '4' } });
    const rest = await by.call(listEffects, { query: { limit: '4', cursor: first.nextCursor ?? '' } });
    const all = [...first.items, ...rest.items];
    expect(all).toHaveLength(6);
    expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).toSorted().toReversed());
    const states = async (group: 'needs_person' | 'under_way' | 'over') => (await by.call(listEffects, { query: { group } })).items.map(({ state }) => state);
    expect([await states('needs_person'), await states('under_way'), await states('over')]).toEqual([['unknown'], ['wanted', 'wanted', 'wanted'], ['succeeded', 'succeeded']]);
    const called = (await by.call(listEffects, { query: { connectionId } })).items;
    expect(called.map(({ requestId, event, kind }) => [requestId, event, kind])).toEqual(requests.toReversed().map((id) => [id, `POST /payments/${id}`, 'http']));
    expect((await world.foreigner.call(listEffects, { query: {} })).items).toEqual([]);
    expect((await world.foreigner.call(listEffects, { query: { connectionId } })).items).toEqual([]);
  });
});

describe('422', () => {
  it('refuses a group that there is not (row:F6)', async () => {
    await expectRefusal(world, listEffects, { query: { group: 'all' } }, { by: world.company.admin }, 'invalid_input');
  });
});
