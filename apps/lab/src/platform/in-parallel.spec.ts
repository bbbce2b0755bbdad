import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { inParallel } from './in-parallel.js';
import { stableKey } from './stable-key.js';

describe('work in parallel', () => {
  test('is as wide as was said, and all of it is done', async () => {
    let running = 0;
    let widest = 0;
    const done: number[] = [];
    await inParallel(Array.from({ length: 20 }, (_, index) => index), 3, async (item) => {
      widest = Math.max(widest, ++running);
      await pause(item % 3);
      running -= 1;
      done.push(item);
    });
    expect(widest).toBe(3);
    expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  test('stops starting at the first failure, waits for what runs, and throws it', async () => {
    const begun: number[] = [];
    let ended = 0;
    const work = inParallel([0, 1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      await pause(5);
      ended += 1;
      if (item === 1) throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(begun.length).toBeLessThan(6);
    expect(ended).toBe(begun.length);
  });
});

describe('a stable key', () => {
  test('is the same for the same parts, another for others, and a UUID', () => {
    expect(stableKey('a', 1)).toBe(stableKey('a', 1));
    expect(new Set([stableKey('a', 'b'), stableKey('ab'), stableKey('a', 'b', ''), stableKey('a', 1), stableKey('a', '1')]).size).toBe(5);
    expect(stableKey('x')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
