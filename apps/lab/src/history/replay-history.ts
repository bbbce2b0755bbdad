import { setTimeout as pause } from 'node:timers/promises';
import { inParallel } from '../platform/in-parallel.js';
import { approvedRequestIds } from './check-payments.js';
import { deriveRoute } from './derive-route.js';
import { FixedDesk } from './fixed-desk.js';
import type { HistoryCase } from './history-case.js';
import { HttpDesk } from './http-desk.js';
import type { Organisation } from './organisation.js';
import type { PaymentReceiver } from './payment-receiver.js';
import type { ReplayedCase } from './tally.js';
import { walkCase } from './walk-case.js';

/** The steps of the one fixed workflow that the log is held against: those its owner named for every request. */
export const fixedSteps = ['ADMINISTRATION', 'BUDGET OWNER', 'SUPERVISOR'] as const;

export interface ReplayOptions {
  readonly organisation: Organisation;
  readonly cases: readonly HistoryCase[];
  readonly seed: string;
  readonly concurrency: number;
  /** Told after every case how many are done. */
  readonly onCase: (done: number) => void;
}

/** Drives every case over HTTP, several at a time; answers in the order of the log. */
export async function replayHistory({ organisation, cases, seed, concurrency, onCase }: ReplayOptions): Promise<ReplayedCase[]> {
  const replayed: ReplayedCase[] = [];
  let done = 0;
  await inParallel(cases.entries(), concurrency, async ([index, history]) => {
    const route = deriveRoute(history);
    const desk = new HttpDesk(organisation, history, route, seed);
    const walk = await walkCase(history, desk);
    const foreseen = await walkCase(history, new FixedDesk(route));
    const fixed = await walkCase(history, new FixedDesk(fixedSteps));
    replayed[index] = { history, walk, foreseen, fixed, requestIds: desk.requestIds };
    done += 1;
    onCase(done);
  });
  return replayed;
}

/**
 * Waits until every approved request's payment came, and then as long again as a second one might take: a while without news.
 * Gives up after `limitMs`; what is missing then is seen by `checkPayments`.
 */
export async function untilPaid(replayed: readonly ReplayedCase[], receiver: PaymentReceiver, limitMs: number, quietMs: number): Promise<void> {
  const wanted = approvedRequestIds(replayed);
  const deadline = performance.now() + limitMs;
  while (performance.now() < deadline && wanted.some((id) => !receiver.deliveries.has(id))) await pause(200);
  await pause(quietMs);
}
