import { describe, expect, it } from '@jest/globals';
import { CallLimits } from './call-limits.js';

const limits = { callsPerApiKey: { max: 3, windowSeconds: 60 }, callsPerCompany: { max: 5, windowSeconds: 60 } };

function counting(max?: number) {
  const clock = { ms: 5_000 };
  const counts = new CallLimits(limits, () => clock.ms, max);
  const calls = (times: number, tenant: string, key: string) => Array.from({ length: times }, () => counts.count(tenant, key).refusal?.code ?? 'taken');
  return { clock, counts, calls };
}
const taken = (times: number) => Array.from({ length: times }, () => 'taken');

describe('calls by API keys', () => {
  it('are refused beyond the limit of the key, and come back evenly (row:D4)', () => {
    const { clock, counts, calls } = counting();
    expect(calls(4, 'a', '1')).toEqual([...taken(3), 'rate_limited']);
    expect(counts.count('a', '1').refusal?.details.retryAfterSeconds).toBe(20);
    clock.ms += 19_000;
    expect(counts.count('a', '1').refusal?.details.retryAfterSeconds).toBe(1);
    clock.ms += 1_000;
    expect(calls(2, 'a', '1')).toEqual(['taken', 'rate_limited']);
    clock.ms += 3_600_000;
    expect(calls(4, 'a', '1')).toEqual([...taken(3), 'rate_limited']);
  });

  it('of one company are refused beyond its limit, and leave the keys of another what they have (row:D4 row:F1)', () => {
    const { calls } = counting();
    expect([...calls(3, 'a', '1'), ...calls(3, 'a', '2')]).toEqual([...taken(5), 'rate_limited']);
    expect(calls(1, 'a', '3')).toEqual(['rate_limited']);
    expect([...calls(3, 'b', '4'), ...calls(2, 'b', '5')]).toEqual(taken(5));
  });

  it('that are refused cost nothing: a key that hammers on takes nothing from its company (row:D4)', () => {
    const { calls } = counting();
    calls(100, 'a', '1');
    expect(calls(3, 'a', '2')).toEqual([...taken(2), 'rate_limited']);
  });

  it('say what is left of how much, and when all of it is back, as structured fields (row:D4)', () => {
    const { clock, counts } = counting();
    expect(counts.count('a', '1').headers).toEqual({ 'ratelimit-policy': '"key";q=3;w=60, "company";q=5;w=60', ratelimit: '"key";r=2;t=20, "company";r=4;t=12' });
    clock.ms += 10_000;
    counts.count('a', '1');
    counts.count('a', '1');
    expect(counts.count('a', '1').headers.ratelimit).toBe('"key";r=0;t=50, "company";r=2;t=26');
  });

  it('are kept in so much memory and no more: those counted last', () => {
    const { calls } = counting(4);
    calls(3, 'a', '1');
    for (let key = 0; key < 50; key += 1) calls(1, `of ${key}`, `${key}`);
    expect(calls(4, 'a', '1')).toEqual([...taken(3), 'rate_limited']);
  });
});
