import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRepairs } from '@countersign/contracts/effects';
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
holdsItsContract({ operation: getRepairs, world: () => world, ready: async () => ({ by: world.company.admin, input: inputOf(await started()) }) });

describe('404', () => {
  it('knows none of another company (row:F1)', async () => {
    await expectRefusal(world, getRepairs, inputOf(await started()), { by: world.foreigner }, 'not_found');
  });
});

describe('200', () => {
  it('says who decided what and why, and how far it has come (row:C4)', async () => {
    const repairs = await started();
    expect(await world.company.auditor.call(getRepairs, inputOf(repairs))).toEqual(repairs);
    expect(repairs).toMatchObject({ how: 'skip', reason: 'The bank was down', state: 'running', endedAt: null });
  });
});
