import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { recoveredAfterSeconds, runStorm, stormFaults, type StormResult } from './run-storm.js';

const repository = resolve(__dirname, '../../../..');
const calm: StormResult = { perSecondBefore: 100, perSecondAfter: [0, 0, 90, 90, 90, 90, 90, 90], duringOutage: 0, answers: { submitted: 1000, unavailable: 20 }, acknowledged: 1000, recorded: 1000 };

describe('an outage after which everybody asks again in step', () => {
  it('is over when the database answers again, and every request is recorded once (row:C3)', async () => {
    const result = await runStorm(repository, { clients: 24, companies: 2, beforeSeconds: 3, outageSeconds: 7, afterSeconds: 10, seed: 'storm', password: randomBytes(12).toString('base64url') }, () => undefined);
    // How fast is for the campaign; here, that it goes on, and that nothing is lost or doubled.
    expect(result.perSecondAfter.reduce((all, each) => all + each, 0)).toBeGreaterThan(0);
    expect(result.answers.unavailable).toBeGreaterThan(0);
    expect(result.recorded).toBe(result.acknowledged);
    expect(stormFaults({ ...result, perSecondBefore: 0 })).toEqual([]);
  }, 180_000);

  it('is told from one that holds on, or that lost or doubled something (planted) (row:C3)', () => {
    expect([recoveredAfterSeconds(calm), stormFaults(calm)]).toEqual([2, []]);
    expect(stormFaults({ ...calm, perSecondAfter: calm.perSecondAfter.map(() => 70) })).toEqual(['It did not recover within 30 s.']);
    expect(stormFaults({ ...calm, recorded: 1001 })).toEqual(['1000 were acknowledged, and 1001 recorded.']);
    expect(stormFaults({ ...calm, answers: { submitted: 1000, 'Error: boom': 1 } })).toEqual(['Answered as nobody expects: Error: boom.']);
  });
});
