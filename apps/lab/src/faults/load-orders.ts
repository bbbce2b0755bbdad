import type { Invariant } from './check-invariants.js';
import type { LoadSummary } from './decide-under-faults.js';

export interface LoadOrders {
  readonly baseUrl: string;
  readonly endpoint: { readonly url: string; readonly secret: string };
  readonly ledgerFile: string;
  readonly seed: number;
}

/** What the campaign tells the process that makes the load, in this order. */
export type ToLoad = { readonly begin: LoadOrders } | { readonly stop: true } | { readonly askAgain: true };

/** What it says back, one for each. */
export type FromLoad = { readonly begun: true } | { readonly stopped: LoadSummary } | { readonly asked: readonly Invariant[] };
