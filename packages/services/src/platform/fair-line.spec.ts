import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FairLine } from './fair-line.js';

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Works that run until they are let go, and what runs meanwhile. */
function bench(placesMax: number) {
  const line = new FairLine(placesMax);
  const running: { readonly who: string; readonly name: string; readonly end: (error?: Error) => void }[] = [];
  const begun: string[] = [];
  const bring = (who: string, name: string) =>
    line.run(who, () => new Promise<string>((resolve, reject) => {
      begun.push(name);
      running.push({ who, name, end: (error) => (error ? reject(error) : resolve(name)) });
    }));
  return { bring, running, begun };
}

describe('a line for works', () => {
  it('keeps nobody waiting for all that another brought (row:J1)', async () => {
    const { bring, running, begun } = bench(2);
    const many = Array.from({ length: 20 }, (_, index) => bring('many', `m${index}`));
    const one = bring('one', 'first of another');
    await settled();
    expect(begun).toEqual(['m0', 'first of another']);
    running.splice(1, 1)[0]?.end();
    expect(await one).toBe('first of another');
    while (running.length > 0) {
      running.shift()?.end();
      await settled();
    }
    expect(await Promise.all(many)).toEqual(Array.from({ length: 20 }, (_, index) => `m${index}`));
  });

  it('ends all that it was given, in the order of each person, never more at once than there are places, nor two of one; also where works fail', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.boolean()), { maxLength: 30 }), async (placesMax, works) => {
      const { bring, running, begun } = bench(placesMax);
      const results = works.map(([who], index) => bring(who, `${who}${index}`).then(() => 'ended', () => 'failed'));
      await settled();
      while (running.length > 0) {
        expect(running.length).toBeLessThanOrEqual(placesMax);
        expect(new Set(running.map(({ who }) => who)).size).toBe(running.length);
        const [next] = running.splice(0, 1);
        next?.end(works[Number(next.name.slice(1))]?.[1] ? new Error('it failed') : undefined);
        await settled();
      }
      expect(await Promise.all(results)).toEqual(works.map(([, fails]) => (fails ? 'failed' : 'ended')));
      for (const who of ['a', 'b', 'c', 'd']) expect(begun.filter((name) => name.startsWith(who))).toEqual(works.flatMap(([of], index) => (of === who ? [`${who}${index}`] : [])));
    }));
  });
});
