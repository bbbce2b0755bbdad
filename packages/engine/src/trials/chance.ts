/**
 * Where a random run takes its chances from: a seed, or what was drawn before. Nought is always the plainest choice, and what was drawn
 * before goes on with noughts: so that leaving out and lowering numbers gives a plainer run of the same kind.
 */
export class Chance {
  readonly drawn: number[] = [];
  private constructor(private readonly next: () => number) {}

  static ofSeed(seed: number): Chance {
    return new Chance(numbersOf(seed));
  }

  static ofDrawn(drawn: readonly number[]): Chance {
    let at = 0;
    return new Chance(() => drawn[at++] ?? 0);
  }

  /** Another record of what is drawn from the same source from now on. */
  goOn(): Chance {
    return new Chance(this.next);
  }

  below(limit: number): number {
    const value = this.next() % limit;
    this.drawn.push(value);
    return value;
  }

  pick<const T>(list: readonly [T, ...T[]]): T {
    return list[this.below(list.length)] ?? list[0];
  }

  oneIn(times: number): boolean {
    return this.below(times) === times - 1;
  }
}

/** Whole numbers below 2^32, the same ones for a seed always (Mulberry32 by T. Ettinger, public domain). */
function numbersOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
