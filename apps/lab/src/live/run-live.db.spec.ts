import { resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { missingEvents, runLive, tooLate } from './run-live.js';

const repository = resolve(__dirname, '../../../..');
const withinMs = 120_000;

it('a decision is told to every open page and who is shut out in one process is shut out in the other; a process that stands still is noticed (planted) (row:J4 row:F3)', async () => {
  const result = await runLive(repository, { streams: 4, decisions: 3, shutOuts: 1, idleSeconds: 1, settleSeconds: 0 }, Math.random, () => undefined);
  // How fast is for the benchmark on a quiet machine (measure:live); here, that all of it comes.
  expect(missingEvents(result)).toEqual([]);
  expect(result.arrivals.sinceSentMs).toHaveLength(12);
  expect(tooLate(result.planted)).not.toEqual([]);
  expect(missingEvents({ ...result, arrivals: { ...result.arrivals, missing: 1 } })).toEqual(['1 events never arrived']);
}, withinMs);
