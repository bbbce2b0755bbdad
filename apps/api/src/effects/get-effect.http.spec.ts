import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getEffect, listEffects, type EffectDetails } from '@countersign/contracts/effects';
import { addFlow, callStep, connect, expectRefusal, holdsItsContract, openHttpWorld, signedBy, type HttpWorld, type RequestFlow } from '@countersign/testing';
import type { ConnectionSettings } from '@countersign/contracts/connections';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

let flow: RequestFlow | null = null;
async function flowThrough(settings: Partial<ConnectionSettings> = {}): Promise<RequestFlow> {
  const connection = await connect(world.company, 'https://bank.example.com', settings);
  return addFlow(world.company, connection.name, { formatVersion: 2, steps: [signedBy(world.company, 'Budget owner'), callStep(connection.id)] });
}

async function wantedBy(through: RequestFlow, state = 'wanted', inDoubt = false): Promise<string> {
  const { id } = await through.submit();
  await world.company.decide(world.company.budgetOwner, id, 'approve');
  const [row] = await world.api.database.look<{ id: string }>('update app.effects set state = $2, in_doubt = $3, attempts = 1 where request_id = $1 returning id', [id, state, inDoubt]);
  return row?.id ?? '';
}
const wanted = async (state?: string, inDoubt?: boolean) => wantedBy((flow ??= await flowThrough()), state, inDoubt);
holdsItsContract({ operation: getEffect, world: () => world, ready: async () => ({ by: world.company.admin, input: { params: { effectId: await wanted() } } }) });

const meaning = ({ repairs }: EffectDetails, how: string) => repairs.find((repair) => repair.how === how)?.meaning;

describe('200', () => {
  it('shows exactly what is sent, under which key, and what was tried (row:C2 row:C4)', async () => {
    const effectId = await wanted();
    const looked = await world.api.database.look(
      `insert into app.effect_attempts (tenant_id, effect_id, number, started_at, duration_ms, asked, status, problem, request, reply, drift)
       select tenant_id, id, 1, now(), 12, 'call', 500, 'the other system answered 500', '{"method":"POST"}', '{"body":"broken"}', null from app.effects where id = $1 returning effect_id`, [effectId]);
    expect(looked).toHaveLength(1);
    const details = await world.company.auditor.call(getEffect, { params: { effectId } });
    expect(details).toMatchObject({
      idempotencyKey: `eff_${effectId}`, kind: 'http', state: 'wanted', attemptsMax: 3, scheduleSeconds: [0, 5, 30], repairs: [],
      payload: { method: 'POST', path: `/payments/${details.requestId}`, body: { amount: '80.00', currency: 'EUR' } },
      attemptList: [{ number: 1, asked: 'call', status: 500, request: { method: 'POST' }, reply: { body: 'broken' }, drift: null }],
    });
  });

  it('says what may be done, and what trying again would mean where it may have arrived, before anybody does it (row:C2 row:C4)', async () => {
    const { admin, auditor } = world.company;
    const look = (effectId: string, by = admin) => by.call(getEffect, { params: { effectId } });
    expect(meaning(await look(await wanted('failed')), 'retry')).toMatch(/same call is made again/);
    expect(meaning(await look(await wanted('unknown', true)), 'retry')).toMatch(/honours: it is done once/);
    const unsure = { idempotency: { header: 'Idempotency-Key', honoured: false } };
    expect(meaning(await look(await wantedBy(await flowThrough({ ...unsure, lookUpPath: '/acts/{key}' }), 'unknown', true)), 'retry')).toMatch(/is asked first/);
    expect(meaning(await look(await wantedBy(await flowThrough(unsure), 'unknown', true)), 'retry')).toMatch(/may be done twice/);
    const seen = await look(await wanted('failed'), auditor);
    expect(seen.repairs.map(({ how, allowed }) => [how, allowed])).toEqual([['retry', false], ['skip', false], ['mark_done', false]]);
  });
});

describe('what a request says', () => {
  it('is not shown to who may see effects, and not every request (row:F2)', async () => {
    const { company } = world;
    await company.addRole('Effects alone', ['effect.read']);
    const by = await company.join('Effects alone', ['Effects alone']);
    const effectId = await wanted('unknown');
    const details = await by.call(getEffect, { params: { effectId } });
    expect(details).toMatchObject({ requestTitle: '', payload: {}, state: 'unknown' });
    expect(JSON.stringify((await by.call(listEffects, { query: {} })).items)).not.toContain('Chairs');
  });
});

describe('404', () => {
  it('knows no effect of another company (row:F1)', async () => {
    await expectRefusal(world, getEffect, { params: { effectId: await wanted() } }, { by: world.foreigner }, 'not_found');
  });
});
