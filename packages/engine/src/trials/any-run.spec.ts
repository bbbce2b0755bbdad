/**
 * What holds for every run: random workflows, random people, random commands, sensible and not. A failure names its seed and the shortest
 * script found that fails as it does. `npm run check:sequences` plays a hundred thousand.
 */
import { describe, expect, test } from '@jest/globals';
import { morePromises, playSeed, type AnyPromise } from './play.js';
import { promises, type PromiseName } from './promises.js';
import { shortestFailure } from './shortest.js';
import { commonSights } from './sights.js';

/** Under mutation testing fewer runs, and always the same ones: most mistakes show within a few. */
const { randomly = { numRuns: 1000 } } = globalThis as { readonly randomly?: { readonly numRuns: number; readonly seed?: number; readonly endOnFailure?: boolean } };
const first = randomly.seed ?? Math.floor(Math.random() * 1_000_000_000) + 1;
const runs = randomly.endOnFailure ? 200 : randomly.numRuns;
const failuresAtMost = randomly.endOnFailure ? 1 : 3;

interface Found {
  readonly broken: ReadonlyMap<AnyPromise, string>;
  readonly seen: ReadonlySet<string>;
}
let found: Found | null = null;

/** Played once, by whichever test asks first. */
function whatIsFound(): Found {
  found ??= play();
  return found;
}

function play(): Found {
  const broken = new Map<AnyPromise, string>();
  const seen = new Set<string>();
  for (let seed = first; seed < first + runs && broken.size < failuresAtMost; seed++) {
    const played = playSeed(seed);
    for (const what of played.seen) seen.add(what);
    if (played.broken === null || broken.has(played.broken.promise)) continue;
    const { story } = randomly.endOnFailure ? played : shortestFailure(played, 500);
    broken.set(played.broken.promise, [`Seed ${seed}: npm run check:sequences -- --seed ${seed} --count 1 --simulations 0`, ...story].join('\n'));
  }
  return { broken, seen };
}

describe('any run row:B1', () => {
  test('keeps every promise that is made of it', () => expect([...whatIsFound().broken.keys()]).toEqual([]));

  const names: AnyPromise[] = [...(Object.keys(promises) as PromiseName[]), ...morePromises];
  test.each(names)('%s', (name) => expect(whatIsFound().broken.get(name)).toBeUndefined());

  test('comes by everything that is common, for what is never seen is not proved', () => {
    const { broken, seen } = whatIsFound();
    expect(broken.size > 0 || randomly.endOnFailure ? [] : commonSights.filter((what) => !seen.has(what))).toEqual([]);
  });
});
