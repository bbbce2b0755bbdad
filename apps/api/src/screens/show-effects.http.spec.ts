import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showEffects } from '@countersign/contracts/screens';
import { addFlow, callStep, connect, effectOf, expectRefusal, holdsItsContract, openHttpWorld, signedBy, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let connectionId = '';
const requests: string[] = [];
beforeAll(async () => {
  world = await openHttpWorld();
  const { company, api } = world;
  connectionId = (await connect(company, 'https://bank.example.com', { name: 'Bank' })).id;
  const flow = await addFlow(company, 'Orders', { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), callStep(connectionId), effectOf(company, 'tell', 'person')] });
  for (let index = 0; index < 3; index += 1) {
    const { id } = await flow.submit();
    await company.decide(company.budgetOwner, id, 'approve');
    requests.push(id);
  }
  await api.database.look("update app.effects set state = 'failed', attempts = 5, attempts_before = 2, last_problem = 'it said no' where request_id = $1 and kind = 'http'", [requests[0]]);
  await api.database.look("update app.effects set state = 'succeeded', attempts = 1, ended_at = now() where request_id = $1", [requests[1]]);
}, 120_000);
afterAll(() => world.close());
holdsItsContract({ operation: showEffects, world: () => world, ready: () => ({ by: world.company.auditor, input: { query: {} } }) });

describe('200', () => {
  it('draws those that need a person first, with how often each was and will be tried, and counts each group (row:C3 row:C4)', async () => {
    const by = world.company.auditor;
    const { data } = await by.call(showEffects, { query: {} });
    expect(data).toMatchObject({ group: 'needs_person', counts: { needs_person: 1, under_way: 3, over: 2 }, needy: { failed: 1, unknown: 0, parked: 0 }, connections: [{ id: connectionId, name: 'Bank' }] });
    // Two attempts were made before a person had it tried again, and three more since.
    expect(data.effects.items).toMatchObject([{ requestId: requests[0], target: 'Bank', state: 'failed', attempts: 5, attemptsMax: 5, lastProblem: 'it said no' }]);
    const webhooks = (await by.call(showEffects, { query: { group: 'over' } })).data.effects.items.filter(({ kind }) => kind === 'webhook');
    expect(webhooks).toMatchObject([{ attemptsMax: expect.any(Number) }]);
  });

  it('narrows down by connection, counts too, in pages, the last wanted first; and shows another company nothing of it (row:C4 row:F1)', async () => {
    const by = world.company.auditor;
    const through = await by.call(showEffects, { query: { connectionId, group: 'under_way' } });
    expect([through.data.counts, through.data.effects.items.map(({ requestId }) => requestId)]).toEqual([{ needs_person: 1, under_way: 1, over: 1 }, [requests[2]]]);
    const first = (await by.call(showEffects, { query: { group: 'under_way', limit: '2' } })).data.effects;
    const rest = (await by.call(showEffects, { query: { group: 'under_way', limit: '2', cursor: first.nextCursor ?? '' } })).data.effects;
    const ids = [...first.items, ...rest.items].map(({ id }) => id);
    expect(ids).toHaveLength(3);
    expect(ids).toEqual(ids.toSorted().toReversed());
    for (const query of [{}, { connectionId }, { group: 'over' as const }]) {
      expect((await world.foreigner.call(showEffects, { query })).data).toMatchObject({ counts: { needs_person: 0, under_way: 0, over: 0 }, needy: { failed: 0, unknown: 0, parked: 0 }, effects: { items: [] }, connections: [] });
    }
  });
});

describe('422', () => {
  it('refuses a group that there is not (row:F6)', async () => {
    await expectRefusal(world, showEffects, { query: { group: 'all' } }, { by: world.company.admin }, 'invalid_input');
  });
});
