import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRepairs, stopRepairs } from '@countersign/contracts/effects';
import { callFlow, expectRefusal, holdsItsContract, openHttpWorld, startedRepairs, type HttpWorld, type RequestFlow } from '@countersign/testing';

let world: HttpWorld;
let flow: RequestFlow;
beforeAll(async () => {
  world = await openHttpWorld();
  flow = await callFlow(world.company);
}, 120_000);
afterAll(() => world.close());

const started = () => startedRepairs(world.api.database, world.company, flow);
const inputOf = ({ id }: { readonly id: string }) => ({ params: { repairId: id } });
holdsItsContract({ operation: stopRepairs, world: () => world, ready: async () => ({ by: world.company.admin, input: inputOf(await started()) }) });

describe('404', () => {
  it('knows none of another company (row:F1)', async () => {
    await expectRefusal(world, stopRepairs, inputOf(await started()), { by: world.foreigner }, 'not_found');
  });
});

describe('200', () => {
  it('leaves what is not decided about as it is (row:C4)', async () => {
    const repairs = await started();
    expect(await world.company.admin.call(stopRepairs, inputOf(repairs))).toMatchObject({ state: 'stopped', progress: { waiting: repairs.progress.waiting } });
    expect(await world.company.admin.call(getRepairs, inputOf(repairs))).toMatchObject({ state: 'stopped', progress: { waiting: repairs.progress.waiting } });
  });
});

describe('409', () => {
  it('refuses one that is over (row:C4)', async () => {
    const repairs = await started();
    await world.company.admin.call(stopRepairs, inputOf(repairs));
    await expectRefusal(world, stopRepairs, inputOf(repairs), { by: world.company.admin }, 'repair_over');
  });
});
