import { describe, expect, it } from '@jest/globals';
import { drawCore, drawRing, tierOf } from './draw-mark.js';

const digest = (seed: number) => Array.from({ length: 32 }, (_, at) => ((seed * 131 + at * 57 + seed * at) % 256).toString(16).padStart(2, '0')).join('');
const length = (drawing: readonly string[]) => drawing.join('').length;

describe('the mark', () => {
  it('is the same drawing for the same digest, for ever', () => {
    expect(drawRing(digest(1), 0, 2, 'row')).toEqual(drawRing(digest(1), 0, 2, 'row'));
    // Frozen: entries recorded years ago must look as they did.
    expect(drawCore('00'.repeat(32), 'row')[0]).toBe('M65 53Q63 56 60 57Q57 57 55 58Q53 59 51 61Q49 63 45 64Q42 64 40 61Q38 58 39 55Q40 52 40 50Q40 48 39 45Q38 42 40 39Q42 36 45 36Q49 37 51 39Q53 41 55 42Q57 43 60 43Q63 44 65 47Q67 50 65 53Z');
  });

  it('differs where the digest differs', () => {
    const drawings = Array.from({ length: 200 }, (_, seed) => drawRing(digest(seed), 0, 1, 'sheet').join(''));
    expect(new Set(drawings).size).toBeGreaterThan(195);
  });

  it('stays inside its field and within its cost', () => {
    for (let seed = 0; seed < 60; seed += 1) {
      for (const tier of ['row', 'sheet', 'print'] as const) {
        const numbers = [...drawRing(digest(seed), 1, 2, tier), ...drawCore(digest(seed), tier)].join('').match(/-?[\d.]+/g)?.map(Number) ?? [];
        expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...numbers)).toBeLessThanOrEqual(100);
      }
      expect(length(drawRing(digest(seed), 0, 1, 'row')) + length(drawCore(digest(seed), 'row'))).toBeLessThan(2_000);
    }
  });

  it('has one strand in a row, three on a sheet, six in print', () => {
    expect([24, 96, 240].map((size) => drawCore(digest(3), tierOf(size)).length)).toEqual([1, 3, 6]);
  });

  it('is drawn from a digest and nothing else', () => {
    expect(() => drawCore('beef', 'row')).toThrow('digest');
    expect(() => drawRing('G'.repeat(64), 0, 1, 'row')).toThrow('digest');
  });
});
