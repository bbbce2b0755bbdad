import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getEffect } from '@countersign/contracts/effects';
import { showEffect } from '@countersign/contracts/screens';
import { addFlow, callStep, connect, expectRefusal, holdsItsContract, openHttpWorld, signedBy, type HttpWorld, type RequestFlow } from '@countersign/testing';

let world: HttpWorld;
let flow: RequestFlow;
let connectionId = '';
beforeAll(async () => {
  world = await openHttpWorld();
  connectionId = (await connect(world.company, 'https://bank.example.com', { name: 'Bank' })).id;
  flow = await addFlow(world.company, 'Orders', { formatVersion: 2, steps: [signedBy(world.company, 'Budget owner'), callStep(connectionId)] });
}, 120_000);
afterAll(() => world.close());

async function wanted(state = 'wanted', attempts = 0, before = 0): Promise<string> {
  const { id } = await flow.submit();
  await world.company.decide(world.company.budgetOwner, id, 'approve');
  const [row] = await world.api.database.look<{ id: string }>(
    `update app.effects set state = $2, attempts = $3, attempts_before = $4, last_problem = case when $3 > 0 then 'the other system answered 500' end,
            next_attempt_at = case when $2 = 'wanted' and $3 > 0 then now() + interval '10 seconds' end where request_id = $1 returning id`, [id, state, attempts, before]);
  return row?.id ?? '';
}
holdsItsContract({ operation: showEffect, world: () => world, ready: async () => ({ by: world.company.auditor, input: { query: { effectId: await wanted() } } }) });

const look = async (effectId: string, by = world.company.admin) => (await by.call(showEffect, { query: { effectId } })).data;

describe('200', () => {
  it('says how it stands and what that means, with everything that is told of the effect, and the whole schedule (row:C2 row:C3)', async () => {
    const effectId = await wanted('wanted', 1);
    const data = await look(effectId);
    expect(data.effect).toEqual(await world.company.admin.call(getEffect, { params: { effectId } }));
    expect(data).toMatchObject({ statement: 'Attempt 1 of 3 came to nothing: the other system answered 500.', connection: { id: connectionId, name: 'Bank', pausedAt: null, closedUntil: null } });
    expect(data.schedule).toMatchObject([{ number: 1, state: 'made', at: null }, { number: 2, state: 'next', at: expect.any(String) }, { number: 3, state: 'ahead', at: null }]);
  });

  it('shows it as wanted as soon as the decision is recorded: with what will be sent, and nothing called yet (row:C1)', async () => {
    const data = await look(await wanted());
    expect(data.effect).toMatchObject({ state: 'wanted', attempts: 0, attemptList: [] });
    expect(data.effect.payload).toMatchObject({ method: 'POST' });
    expect(data.schedule.map(({ state }) => state)).toEqual(['next', 'ahead', 'ahead']);
  });

  it('shows in what an answer departed from the shape that was agreed (row:D3)', async () => {
    const effectId = await wanted('parked', 1);
    await world.api.database.look(
      `insert into app.effect_attempts (tenant_id, effect_id, number, started_at, duration_ms, asked, status, problem, request, reply, drift)
       select tenant_id, id, 1, now(), 12, 'call', 200, 'the answer has another shape than agreed', '{}', '{"state":7}', '["/state should be text, and is a number"]' from app.effects where id = $1`, [effectId]);
    expect((await look(effectId)).effect.attemptList).toMatchObject([{ asked: 'call', status: 200, reply: { state: 7 }, drift: ['/state should be text, and is a number'] }]);
  });

  it('counts on where a person had it tried again, and says what may be done to who may (row:C4)', async () => {
    const effectId = await wanted('failed', 5, 2);
    const data = await look(effectId);
    expect(data.statement).toBe('It failed for good after 5 attempts: the other system answered 500.');
    expect(data.schedule.map(({ number, state }) => [number, state])).toEqual([[3, 'made'], [4, 'made'], [5, 'made']]);
    expect(data.effect.repairs.map(({ how, allowed }) => [how, allowed])).toEqual([['retry', true], ['skip', true], ['mark_done', true]]);
    expect((await look(effectId, world.company.auditor)).effect.repairs.every(({ allowed }) => !allowed)).toBe(true);
  });

  it('says what holds back what waits (row:C3)', async () => {
    const effectId = await wanted();
    await world.api.database.look("update app.connection_gates set failures = 5, closed_until = now() + interval '20 seconds' where connection_id = $1", [connectionId]);
    expect((await look(effectId)).connection).toMatchObject({ closedUntil: expect.any(String), pausedAt: null });
    await world.api.database.look('update app.connections set paused_at = now() where id = $1', [connectionId]);
    expect((await look(effectId)).connection).toMatchObject({ pausedAt: expect.any(String) });
  });
});

describe('404', () => {
  it('knows no effect of another company (row:F1)', async () => {
    await expectRefusal(world, showEffect, { query: { effectId: await wanted() } }, { by: world.foreigner }, 'not_found');
  });
});
