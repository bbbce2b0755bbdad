import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTraceWorld, plantedLeaks, runTraces, type TraceWorld } from '@countersign/testing/isolation';

let world: TraceWorld;
beforeAll(async () => {
  world = await openTraceWorld();
}, 120_000);
afterAll(() => world.drop());

const seed = Math.floor(Math.random() * 1_000_000);

describe(`R37 a company alone and beside a hostile one, seed ${seed} (at length: npm run campaign:isolation)`, () => {
  it('is given the same answers, status, headers and bodies, call by call (row:F1)', async () => {
    const { differences, calls, hostileCalls, raids } = await runTraces(world, { traces: 8, seed });
    expect(differences).toEqual([]);
    expect(calls).toBeGreaterThan(40);
    expect(hostileCalls).toBeGreaterThan(20);
    expect(raids).toBe(8);
  }, 120_000);

  it.each(Object.entries(plantedLeaks))('differs with %s (planted)', async (_, planted) => {
    const { differences } = await runTraces(world, { traces: 40, seed, planted, stopAtFirst: true });
    expect(differences).not.toEqual([]);
  }, 120_000);
});
