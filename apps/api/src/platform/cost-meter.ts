import { AsyncLocalStorage } from 'node:async_hooks';

/** Statements sent and round trips made. */
export interface Cost {
  statements: number;
  roundTrips: number;
}

/** Adds up what one HTTP call costs in the database; off unless asked for, by tests and benchmarks. */
export class CostMeter {
  private readonly storage = new AsyncLocalStorage<Cost>();
  constructor(readonly enabled: boolean) {}

  /** Runs `next` with a meter of its own. */
  start(next: () => void): void {
    if (!this.enabled) return next();
    this.storage.run({ statements: 0, roundTrips: 0 }, next);
  }

  readonly add = (cost: Cost): void => {
    const total = this.storage.getStore();
    if (!total) return;
    total.statements += cost.statements;
    total.roundTrips += cost.roundTrips;
  };

  current(): Cost | undefined {
    return this.storage.getStore();
  }
}
