/** What is killed: the API, the worker, PostgreSQL with all its processes, or one of its backends, which makes it recover from a crash. */
export const faultKinds = ['api', 'worker', 'postgres', 'backend'] as const;
/** Besides: a worker or PostgreSQL stands still for longer than anybody waits for it, and then goes on as if nothing had been. */
export type FaultKind = (typeof faultKinds)[number] | 'worker paused' | 'postgres paused';

export interface Kill {
  readonly kind: FaultKind;
  /** Milliseconds since 1970, by the clock that every process of the campaign reads. */
  readonly atMs: number;
  readonly pids: readonly number[];
  /** For how long they stood still; left out where they were killed. */
  readonly pausedMs?: number;
}

/** Which processes are up and ready, as the keeper of the stack writes it and the killer reads it. */
export type Lives = { readonly [program in 'api' | 'worker' | 'second worker' | 'postgres']?: Life };

export interface Life {
  readonly pid: number;
  readonly readyAtMs: number;
}

/** Numbers from 0 up to 1 that the same seed always gives (mulberry32, public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Each kind as often as was said, in an order that the seed decides. */
export function shuffledKills(kinds: readonly FaultKind[], killsEach: number, random: () => number): FaultKind[] {
  const order = kinds.flatMap((kind) => Array.from({ length: killsEach }, () => kind));
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as FaultKind, order[last] as FaultKind];
  }
  return order;
}
