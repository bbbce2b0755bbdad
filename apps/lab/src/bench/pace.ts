import { setTimeout as pause } from 'node:timers/promises';

/** So many pieces of work a second, whether or not the ones before are done. */
export interface Pace {
  readonly perSecond: number;
  readonly count: number;
  /** How many may be under way at once; one that finds none free waits, and its waiting is measured. */
  readonly lanes: number;
}

/** Each latency runs from the moment at which the work was due, so that a stall is paid for by all that it holds up. */
export async function keepPace({ perSecond, count, lanes }: Pace, act: (lane: number) => Promise<void>): Promise<number[]> {
  const latenciesMs: number[] = [];
  const startedMs = performance.now();
  let begun = 0;
  const one = async (lane: number): Promise<void> => {
    while (begun < count) {
      const dueMs = startedMs + (begun * 1000) / perSecond;
      begun += 1;
      const earlyMs = dueMs - performance.now();
      if (earlyMs > 0) await pause(earlyMs);
      await act(lane);
      latenciesMs.push(performance.now() - dueMs);
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => one(lane)));
  return latenciesMs;
}
