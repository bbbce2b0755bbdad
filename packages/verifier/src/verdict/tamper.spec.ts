import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { nodePrimitives } from '../platform/node-primitives.js';
import { pickFrom, randomBundle, randomExport, randomLog, type Bundle } from '../vectors/random-log.js';
import { randomCase, rewrittenCase } from '../vectors/random-tamper.js';
import { verifyExport, type Verdict } from './verify-export.js';

async function* whole(text: readonly string[]): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text.map((line) => `${line}\n`).join(''));
}

const verify = ({ text, keyFile, trusted, receipts }: Bundle): Promise<Verdict> =>
  verifyExport({
    pieces: whole(text),
    keyFiles: [{ name: 'keys', text: keyFile }],
    trusted: trusted.map((note, nth) => ({ name: `kept ${nth}`, text: note })),
    receipts: receipts.map((receipt, nth) => ({ name: `receipt ${nth}`, text: JSON.stringify(receipt) })),
    primitives: nodePrimitives,
  });

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('an export at random', () => {
  it('row:E2 raises no false alarm', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const pick = pickFrom(seed);
        const log = randomLog(pick);
        const lines = randomExport(log, pick);
        const bundle = randomBundle(log, lines, pick);
        // A selection shows that it goes on from a kept checkpoint only where it holds the proof, or the checkpoint.
        expect(await verify(lines[0]?.['kind'] === 'complete' ? bundle : { ...bundle, receipts: [] })).toMatchObject({ verdict: 'good' });
      }),
      { numRuns: 60 },
    );
  });

  it('row:E2 is not good any more, whichever character of it is changed and whatever is removed, added or moved', async () => {
    const found = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const { kind, mustBeFound, ...bundle } = randomCase(pickFrom(seed));
        const verdict = await verify(bundle);
        if (mustBeFound) {
          expect({ seed, kind, verdict: verdict.verdict }).not.toEqual({ seed, kind, verdict: 'good' });
          found.set(kind, (found.get(kind) ?? 0) + 1);
        }
        if (kind === 'nothing') expect({ seed, verdict: verdict.verdict }).toEqual({ seed, verdict: 'good' });
      }),
      { numRuns: 250 },
    );
    expect([...found.keys()].sort()).toEqual(expect.arrayContaining(['change an entry', 'change an entry and its leaf', 'change one character', 'empty an entry', 'swap two lines']));
  });

  it('row:E2 that was rewritten by whoever holds the keys is found by any checkpoint that covers it, and the first bad entry is within what is named', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, seeds, seeds, async (seed, at, from) => {
        const log = randomLog(pickFrom(seed));
        fc.pre(log.entries.length > 0);
        const index = at % log.entries.length;
        const kept = from % log.checkpoints.length;
        const verdict = await verify(rewrittenCase(log, index, kept));
        const covered = log.checkpoints[kept]?.size ?? 0;
        if (index >= covered) expect(verdict.verdict).toBe('good');
        else expect(verdict).toMatchObject({ verdict: 'bad', code: 'rewritten', index: 0, until: covered - 1 });
      }),
      { numRuns: 40 },
    );
  });
});
