import type { AskedMember, ClaimedEffect } from '@countersign/database/effects';
import { scheduledWaitMs } from '../platform/index.js';

/** How an attempt ended, whatever kind of effect it was of. */
export interface Ending {
  readonly kind: 'succeeded' | 'again' | 'failed' | 'unknown' | 'parked' | 'asked';
  readonly status: number | null;
  readonly problem: string | null;
  /** Of `again`: whether this attempt may have been carried out. */
  readonly inDoubt: boolean;
  /** Of `again`: the other system said how long to wait, at least. */
  readonly notBeforeMs: number | null;
  /** What was asked of a connection and what it said; null for a webhook, whose attempts are its delivery's. */
  readonly call: { readonly asked: 'call' | 'look_up' | 'mail' | 'notice' | 'ask'; readonly request: unknown; readonly reply: unknown; readonly drift: readonly string[] | null } | null;
  /** Fingerprints, by record, of what is not as it was signed. */
  readonly seenRecords: Readonly<Record<string, string>> | null;
  /** Of what is done: the record that the answer names, or why it names none; null where nobody asks. */
  readonly named: { readonly outsideId: string } | { readonly problem: string } | null;
  /** Members who are told, in the transaction that records it; null where nobody is. */
  readonly tells: readonly string[] | null;
  /** Of `asked`: who is asked, in the transaction that records it. */
  readonly asks: readonly AskedMember[] | null;
  /** What this says of the system that was called; null where it says nothing. */
  readonly health: 'answers' | 'fails' | { readonly closedForMs: number } | null;
}

const plain = { status: null, problem: null, inDoubt: false, notBeforeMs: null, call: null, seenRecords: null, named: null, tells: null, asks: null, health: null } as const;

export const endingOf = (ending: Pick<Ending, 'kind'> & Partial<Ending>): Ending => ({ ...plain, ...ending });

/**
 * How long to wait before the next attempt. Of webhooks the schedule is published: a fifth either way. Of calls it is the longest there is, and any
 * time up to it is as likely (full jitter), so that those who failed together do not come back together; and never before the other system said.
 */
export function waitBefore(kind: ClaimedEffect['kind'], attempt: number, delaysMs: readonly number[], notBeforeMs: number | null): number {
  if (kind === 'webhook') return scheduledWaitMs(attempt, delaysMs);
  const delayMs = delaysMs[attempt - 1] ?? delaysMs.at(-1) ?? 0;
  return (notBeforeMs ?? 0) + Math.round(delayMs * Math.random());
}

/** Of an attempt whose effect was taken over before anything was sent: it settles nothing. */
export const takenOver: Ending = endingOf({ kind: 'again' });

/** Another attempt while there are some left; then it has failed, or nobody knows. */
export function againOrOver({ attempts, attemptsBefore }: Pick<ClaimedEffect, 'attempts' | 'attemptsBefore'>, attemptsMax: number, ending: Partial<Ending> & { readonly inDoubt: boolean }): Ending {
  return endingOf({ ...ending, kind: attempts - attemptsBefore < attemptsMax ? 'again' : ending.inDoubt ? 'unknown' : 'failed' });
}
