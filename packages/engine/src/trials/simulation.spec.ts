import { expect, test } from '@jest/globals';
import { simulate } from './simulation.js';

/** Under mutation testing fewer, and always the same ones. */
const { randomly } = globalThis as { readonly randomly?: { readonly seed?: number; readonly endOnFailure?: boolean } };
const simulations = randomly?.endOnFailure ? 4 : 40;
const first = randomly?.seed ?? Math.floor(Math.random() * 1_000_000_000) + 1;

test('where processes die between any two steps and commits come into doubt, nothing acknowledged is lost or done twice row:B1', () => {
  let [commits, crashes, inDoubt, sentAgain, virtualMs] = [0, 0, 0, 0, 0];
  for (let seed = first; seed < first + simulations; seed++) {
    const { wrong, ...counts } = simulate(seed);
    expect([seed, wrong]).toEqual([seed, null]);
    commits += counts.commits;
    crashes += counts.crashes;
    inDoubt += counts.inDoubt;
    sentAgain += counts.sentAgain;
    virtualMs += counts.virtualMs;
  }
  for (const seen of [commits, crashes, inDoubt, sentAgain]) expect(seen).toBeGreaterThan(0);
  expect(virtualMs).toBeGreaterThan(simulations * 24 * 3_600_000);
});

test('a seed gives the same simulation again', () => {
  expect(simulate(first)).toEqual(simulate(first));
});
