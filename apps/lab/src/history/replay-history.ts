import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { inParallel } from '../platform/in-parallel.js';
import type { ExpectedPayment, Received } from './check-payments.js';
import type { HistoryCase } from './history-case.js';
import { HttpCase } from './http-desk.js';
import type { Journal } from './journal.js';
import type { Organisation } from './organisation.js';
import type { ProcessorMeter } from './processor-meter.js';
import { replayCase, type ReplayedCase } from './replayed-case.js';

export interface ReplayOptions {
  readonly organisation: Organisation;
  readonly cases: AsyncIterable<HistoryCase> | Iterable<HistoryCase>;
  readonly limit: number;
  readonly seed: string;
  readonly concurrency: number;
  readonly journal: Journal;
  readonly meter: ProcessorMeter;
  /** Asked before each case: no further one is begun once it says so. */
  readonly stopping: () => boolean;
  /** Told of every case that this run finished. */
  readonly onCase: (replayed: ReplayedCase) => void;
}

const spentEveryMs = 2_000;

/** Drives every case that is not done yet over HTTP, several at a time, and keeps in the journal what was done. */
export async function replayHistory({ organisation, cases, limit, seed, concurrency, journal, meter, stopping, onCase }: ReplayOptions): Promise<void> {
  let since = performance.now();
  meter.sinceLast();
  const keepSpent = (now: number) => {
    journal.keepSpent(now - since, loadavg()[0] ?? 0, meter.sinceLast());
    since = now;
  };
  await inParallel(undone(cases, limit, journal, stopping), concurrency, async ([index, history]) => {
    const http = new HttpCase(organisation, history, `${seed} ${index}`, journal.memoryOf(index));
    const replayed = await replayCase(index, http);
    journal.keepCase(replayed);
    onCase(replayed);
    const now = performance.now();
    if (now - since >= spentEveryMs) keepSpent(now);
  });
  keepSpent(performance.now());
}

async function* undone(cases: ReplayOptions['cases'], limit: number, journal: Journal, stopping: () => boolean): AsyncGenerator<[number, HistoryCase]> {
  let index = 0;
  for await (const history of cases) {
    if (index >= limit || stopping()) return;
    if (!journal.isFinished(index)) yield [index, history];
    index += 1;
  }
}

/**
 * Waits until every payment came, and then as long again as a second one might take: a while without news. Gives up after `limitMs`;
 * what is missing then is seen by `checkPayments`. Answers how long the last one took.
 */
export async function untilPaid(expected: ReadonlyMap<string, ExpectedPayment>, { payments, cancellations }: Received, limitMs: number, quietMs: number): Promise<number> {
  const begun = performance.now();
  const isMissing = () => [...expected].some(([id, wanted]) => !payments.has(id) || (wanted === 'cancelled' && !cancellations.has(id)));
  while (performance.now() < begun + limitMs && isMissing()) await pause(200);
  const tookMs = performance.now() - begun;
  await pause(quietMs);
  return tookMs;
}
