import type { WebhookEffect } from '../definition/definition.js';
import type { EndedStatus } from '../state/run-state.js';

export type Verdict = 'approve' | 'reject' | 'request_changes';
export type TaskOutcome = 'approved' | 'rejected' | 'changes_requested' | 'superseded' | 'withdrawn';

/** A member and the reason for being in a list, in words for people. */
export interface Named {
  readonly memberId: string;
  readonly because: string;
}

/** What became true of a run, kept for ever. `at` is the caller's clock, RFC 3339. */
export type Fact = { readonly at: string } & FactBody;

export type FactBody =
  | { readonly kind: 'run_started'; readonly requesterId: string; readonly revision: number; readonly revisionDigest: string; readonly materialDigest: string }
  | { readonly kind: 'condition_evaluated'; readonly stepId: string; readonly source: string; readonly inputs: Readonly<Record<string, unknown>>; readonly result: boolean }
  | { readonly kind: 'step_skipped'; readonly stepId: string }
  | { readonly kind: 'task_opened'; readonly number: number; readonly stepId: string; readonly quorum: number; readonly candidates: readonly Named[]; readonly excluded: readonly Named[] }
  | { readonly kind: 'approver_missing'; readonly stepId: string; readonly quorum: number; readonly candidates: readonly Named[]; readonly excluded: readonly Named[] }
  | { readonly kind: 'decided'; readonly number: number; readonly stepId: string; readonly memberId: string; readonly verdict: Verdict; readonly revision: number; readonly revisionDigest: string; readonly reason: string | null }
  | { readonly kind: 'task_closed'; readonly number: number; readonly stepId: string; readonly outcome: TaskOutcome }
  | { readonly kind: 'returned'; readonly stepId: string }
  | { readonly kind: 'revised'; readonly revision: number; readonly revisionDigest: string; readonly materialDigest: string; readonly material: boolean }
  | { readonly kind: 'effect_wanted'; readonly stepId: string; readonly effect: WebhookEffect }
  | { readonly kind: 'ended'; readonly outcome: EndedStatus };
