import type { Operation } from '@countersign/contracts/platform';

/** How often a call is made, and how long is waited in between. */
export interface Retries {
  /** All attempts together. */
  readonly attemptsMax: number;
  /** The wait before the second attempt is up to so long, doubled before each further one ("full jitter"), in milliseconds. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** From the first attempt on; what would be tried after that is not, be it for what Retry-After asks for. */
  readonly withinMs: number;
}

export const defaultRetries: Retries = { attemptsMax: 4, firstWaitMs: 250, longestWaitMs: 8_000, withinMs: 60_000 };

/** Refusals that say that nothing was begun and that it may go better later (RFC 6585, section 4; RFC 9110, section 15.6.4). */
const passing: ReadonlySet<string> = new Set(['rate_limited', 'unavailable']);

/** What is known of an attempt that did not end well. */
export interface Failure {
  /** No verdict arrived. */
  readonly isUnknown: boolean;
  readonly code?: string;
  /** What the answer's Retry-After asked for. */
  readonly retryAfterSeconds?: number | undefined;
}

/** Reads change nothing, and a change with a key is carried out once: both may be made again. Anything else may have happened already. */
const mayRepeat = (operation: Operation, { isUnknown, code }: Failure) => operation.idempotent !== 'no' && (isUnknown || (code !== undefined && passing.has(code)));

/** How long to wait before the next attempt, in milliseconds; null where there is to be none. `chance` is from 0 to below 1. */
export function waitBefore(operation: Operation, failure: Failure, made: { readonly attempts: number; readonly sinceMs: number }, retries: Retries, chance: number): number | null {
  if (made.attempts >= retries.attemptsMax || !mayRepeat(operation, failure)) return null;
  const spread = Math.min(retries.longestWaitMs, retries.firstWaitMs * 2 ** (made.attempts - 1));
  // Never before what was asked for; and not all of those who were told the same at the same moment.
  const waitMs = Math.ceil((failure.retryAfterSeconds ?? 0) * 1000 + chance * spread);
  return made.sinceMs + waitMs > retries.withinMs ? null : waitMs;
}

/** Resolves after so long, or rejects with the signal's reason as soon as it is aborted. */
export function pause(waitMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, waitMs);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
