import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestApi, type TestApi } from '@countersign/testing';
import { openAuthorizationWorld, type AuthorizationWorld } from '@countersign/testing/authorization';
import { campaignOfInput, renderInput } from '@countersign/testing/input';
import { writeFileSync } from 'node:fs';

// `npm run campaign:input` says others: more calls, and another seed each time. Here the same calls every time, so that a change is what turns it red.
const { COUNTERSIGN_INPUT_RUNS: runsText = '1', COUNTERSIGN_INPUT_SEED: seedText = '1', COUNTERSIGN_INPUT_REPORT: report } = process.env;
const [runs, seed] = [Number(runsText), Number(seedText)];

let api: TestApi;
let world: AuthorizationWorld;
beforeAll(async () => {
  api = await openTestApi();
  world = await openAuthorizationWorld(api);
}, 120_000);
afterAll(() => api.close());

describe('every operation, found in the contracts, and every kind of input', () => {
  it('is refused in words that a person understands, tells nothing of the inside, and writes nothing; what fits is answered (row:F6)', async () => {
    const result = await campaignOfInput(world, { seed, runs });
    expect({ seed, faults: result.faults }).toEqual({ seed, faults: [] });
    if (report !== undefined) writeFileSync(report, renderInput(result, { seed, runs, date: new Date().toISOString().slice(0, 10) }));
  }, 240_000 * runs);
});
