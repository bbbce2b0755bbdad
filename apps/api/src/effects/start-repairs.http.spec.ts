import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { previewRepairs, startRepairs, type Repair } from '@countersign/contracts/effects';
import { callFlow, expectRefusal, holdsItsContract, openHttpWorld, stuckEffect, type HttpWorld, type RequestFlow } from '@countersign/testing';

let world: HttpWorld;
let flow: RequestFlow;
let blind: RequestFlow;
beforeAll(async () => {
  world = await openHttpWorld();
  flow = await callFlow(world.company);
  blind = await callFlow(world.company, { idempotency: { header: 'Idempotency-Key', honoured: false } });
}, 120_000);
afterAll(() => world.close());

const stuck = (state?: 'failed' | 'unknown' | 'parked', of = flow) => stuckEffect(world.api.database, world.company, of, state);

async function planned(how: Repair = 'skip', ofState: 'failed' | 'unknown' | 'parked' = 'failed') {
  const { until, planDigest, ...plan } = await world.company.admin.call(previewRepairs, { query: { how, ofState } });
  return { plan, body: { how, ofState, reason: 'The bank was down', connectionId: null, until, planDigest } };
}
const ready = async () => {
  await stuck();
  return { by: world.company.admin, input: { body: (await planned()).body } };
};
holdsItsContract({ operation: startRepairs, world: () => world, ready });

describe('201', () => {
  it('writes down all that it is about, in one transaction with its job, and leaves out of trying again what could be done twice (row:C4 row:C2)', async () => {
    const [asked, alone] = [await stuck('unknown'), await stuck('unknown', blind)];
    const { plan, body } = await planned('retry', 'unknown');
    expect(plan.sentence).toMatch(/1 effect is left as it is, since trying again could do it twice/);
    const started = await world.company.admin.call(startRepairs, { body });
    expect(started).toMatchObject({ state: 'running', progress: { waiting: plan.total - plan.leftOut, repaired: 0, changed: 0 } });
    const ids = (await world.api.database.look<{ id: string }>('select effect_id as id from app.repaired_effects where repair_id = $1', [started.id])).map(({ id }) => id);
    expect(ids).toContain(asked.effectId);
    expect(ids).not.toContain(alone.effectId);
    expect(await world.api.database.look("select 1 from pgboss.job where name = 'effect-repairs' and data->>'repairId' = $1", [started.id])).toHaveLength(1);
  });
});

describe('409', () => {
  it('refuses a plan that does not hold any more (row:C4)', async () => {
    await stuck();
    const { body } = await planned();
    await world.api.database.look("update app.effects set state = 'succeeded' where state = 'failed'");
    await expectRefusal(world, startRepairs, { body }, { by: world.company.admin }, 'plan_changed');
  });

  it('refuses where there is nothing to decide about (row:C4)', async () => {
    const { body } = await planned('skip', 'parked');
    await expectRefusal(world, startRepairs, { body }, { by: world.company.admin }, 'nothing_to_repair');
  });
});

describe('422', () => {
  it('wants a reason (row:C4)', async () => {
    await stuck();
    const { body } = await planned();
    await expectRefusal(world, startRepairs, { body: { ...body, reason: ' ' } }, { by: world.company.admin }, 'reason_required');
  });
});
