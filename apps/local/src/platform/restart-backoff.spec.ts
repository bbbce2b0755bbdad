import { describe, expect, test } from '@jest/globals';
import { nextRestartDelayMs } from './restart-backoff.js';

describe('the delay before a restart', () => {
  test('doubles from half a second to ten seconds while the process keeps dying', () => {
    const delaysMs: number[] = [];
    for (let death = 0; death < 7; death += 1) delaysMs.push(nextRestartDelayMs(delaysMs.at(-1), 100));
    expect(delaysMs).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  test('begins again after a life of thirty seconds, and not before', () => {
    expect(nextRestartDelayMs(10_000, 29_999)).toBe(10_000);
    expect(nextRestartDelayMs(10_000, 30_000)).toBe(500);
  });
});
