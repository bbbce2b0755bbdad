import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAuditEntries } from '@countersign/contracts/audit';
import { getEffect, repairEffect, type Repair } from '@countersign/contracts/effects';
import { addFlow, callStep, connect, expectRefusal, holdsItsContract, jobsOf, openHttpWorld, sendRaw, signedBy, type HttpWorld, type RequestFlow } from '@countersign/testing';

let world: HttpWorld;
let flow: RequestFlow;
beforeAll(async () => {
  world = await openHttpWorld();
  const { company } = world;
  const connection = await connect(company, 'https://bank.example.com');
  flow = await addFlow(company, 'Orders', { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), callStep(connection.id)] });
}, 120_000);
afterAll(() => world.close());

async function stuck(state = 'failed') {
  const { id: requestId } = await flow.submit();
  await world.company.decide(world.company.budgetOwner, requestId, 'approve');
  const [row] = await world.api.database.look<{ id: string }>('update app.effects set state = $2, in_doubt = ($2 = \'unknown\'), attempts = 3, ended_at = now() where request_id = $1 returning id', [requestId, state]);
  return { requestId, effectId: row?.id ?? '' };
}
const inputOf = (effectId: string, how: Repair, state = 'failed', reason = 'The bank was down') => ({ params: { effectId }, body: { how, reason, state: state as 'failed' } });
holdsItsContract({ operation: repairEffect, world: () => world, ready: async () => ({ by: world.company.admin, input: inputOf((await stuck()).effectId, 'skip') }) });

const look = (effectId: string) => world.company.admin.call(getEffect, { params: { effectId } });

describe('201', () => {
  it('has it tried again, with attempts of its own and the same key (row:C4)', async () => {
    const { requestId, effectId } = await stuck('unknown');
    const key = (await look(effectId)).idempotencyKey;
    expect(await world.company.admin.call(repairEffect, inputOf(effectId, 'retry', 'unknown'))).toMatchObject({ state: 'wanted' });
    expect(await look(effectId)).toMatchObject({ state: 'wanted', idempotencyKey: key, repairs: [] });
    expect(await jobsOf(world.api.database, requestId)).toHaveLength(2);
    const [row] = await world.api.database.look('select attempts, attempts_before as before, in_doubt as doubt from app.effects where id = $1', [effectId]);
    expect(row).toEqual({ attempts: 3, before: 3, doubt: true });
  });

  it.each([['skip', 'skipped'], ['mark_done', 'resolved']] as const)('%s: nothing more is sent, and who decided that and why stays, in this company alone (row:C4 row:E1 row:F1)', async (how, state) => {
    const { requestId, effectId } = await stuck('parked');
    expect(await world.company.admin.call(repairEffect, inputOf(effectId, how, 'parked', 'Paid by hand, receipt 4711'))).toMatchObject({ state });
    expect(await look(effectId)).toMatchObject({ state, resolution: 'Paid by hand, receipt 4711' });
    expect(await jobsOf(world.api.database, requestId)).toHaveLength(1);
    const entries = async (person: typeof world.foreigner) => (await person.call(listAuditEntries, { query: { subjectId: requestId } })).items.filter(({ action }) => action === 'effect.repaired').map(({ reason }) => reason);
    expect([await entries(world.company.admin), await entries(world.foreigner)]).toEqual([['Paid by hand, receipt 4711'], []]);
  });
});

describe('404', () => {
  it('knows no effect of another company (row:F1)', async () => {
    await expectRefusal(world, repairEffect, inputOf((await stuck()).effectId, 'retry'), { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('refuses what waits for nobody, and counts once by two at once (row:C4)', async () => {
    const by = world.company.admin;
    const { effectId } = await stuck('succeeded');
    await expectRefusal(world, repairEffect, inputOf(effectId, 'retry', 'succeeded'), { by }, 'not_waiting');
    const twice = await stuck();
    const answers = await Promise.all([world.api, world.twin].map(({ baseUrl }, index) => sendRaw(baseUrl, repairEffect, inputOf(twice.effectId, index === 0 ? 'retry' : 'skip'), { by })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });

  it('refuses what was decided for another state than it has by now (row:C4)', async () => {
    await expectRefusal(world, repairEffect, inputOf((await stuck('unknown')).effectId, 'retry', 'failed'), { by: world.company.admin }, 'effect_changed');
  });
});

describe('422', () => {
  it('wants a reason (row:C4)', async () => {
    await expectRefusal(world, repairEffect, inputOf((await stuck()).effectId, 'skip', 'failed', ' '), { by: world.company.admin }, 'reason_required');
  });
});
