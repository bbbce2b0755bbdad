import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { measure, quantile, spreadOf } from './measure.js';
import { ratioOf } from './render-bench.js';

describe('measuring', () => {
  it('does as much as was said, as wide as was said, and times each piece', async () => {
    let running = 0;
    let widest = 0;
    const { latenciesMs, perSecond } = await measure(3, 10, async () => {
      widest = Math.max(widest, ++running);
      await pause(5);
      running -= 1;
    });
    expect(widest).toBe(3);
    expect(latenciesMs).toHaveLength(10);
    expect(Math.min(...latenciesMs)).toBeGreaterThan(3);
    expect(perSecond).toBeLessThan(3000 / 3);
  });

  it('gives quantiles by nearest rank', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([quantile(values, 0.5), quantile(values, 0.99), quantile([7], 0.99)]).toEqual([50, 99, 7]);
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 });
  });

  it('takes the ratio of medians at 16 clients, and of nothing else', () => {
    const stretch = (subject: 'floor' | 'http', clients: number, perSecond: number) => ({ subject, clients, perSecond, latenciesMs: [1], processorMs: { api: null, postgres: null, load: 0 } });
    const stretches = [...[900, 1000, 5000].map((each) => stretch('floor', 16, each)), ...[100, 500, 510].map((each) => stretch('http', 16, each)), stretch('floor', 1, 1), stretch('http', 1, 1)];
    expect(ratioOf({ stretches })).toBe(0.5);
  });
});
