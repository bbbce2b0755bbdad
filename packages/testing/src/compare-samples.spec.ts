import { describe, expect, it } from '@jest/globals';
import { sameDistribution } from './compare-samples.js';
import { seeded } from './seeded.js';

const sample = (seed: number, length: number, shift = 0) => {
  const random = seeded(seed);
  return Array.from({ length }, () => random() + random() + shift);
};

describe('two samples', () => {
  it('of one distribution are told to be, about as often as p says', () => {
    const low = Array.from({ length: 100 }, (_, index) => sameDistribution(sample(index + 1, 100), sample(index + 5001, 100)).p).filter((p) => p < 0.1).length;
    expect(low).toBeGreaterThan(2);
    expect(low).toBeLessThan(20);
  });

  it('are told apart where one is a tenth larger', () => expect(sameDistribution(sample(1, 1000), sample(2, 1000, 0.1)).p).toBeLessThan(0.01));

  it('have the distance and the likelihood of tables', () => {
    // Half of one lies below all of the other.
    expect(sameDistribution([1, 2, 3, 4], [3.5, 3.6, 5, 6]).distance).toBeCloseTo(0.75);
    // The critical value of 5 %, 1.358 over the root of the harmonic size, for samples of 1000.
    const shifted = Array.from({ length: 1000 }, (_, index) => index + 60.7);
    expect(sameDistribution(Array.from({ length: 1000 }, (_, index) => index), shifted).p).toBeCloseTo(0.05, 1);
    expect(sameDistribution([1, 1, 1], [1, 1, 1])).toEqual({ distance: 0, p: 1 });
  });
});
