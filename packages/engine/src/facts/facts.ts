import type { Effect } from '../definition/definition.js';
import type { EndedStatus } from '../state/run-state.js';

export type Verdict = 'approve' | 'reject' | 'request_changes';
export type TaskOutcome = 'approved' | 'rejected' | 'changes_requested' | 'superseded' | 'withdrawn';

/** A member and the reason for being in a list, in words for people. */
export interface Named {
  readonly memberId: string;
  readonly because: string;
}

/** A signature that counts no more, and what it was that changed: fields by name, none where everything is asked for anew. */
export interface Voided {
  readonly stepId: string;
  readonly memberId: string;
  readonly fields: readonly string[];
}

/** What became true of a run, kept for ever. `at` is the caller's clock, RFC 3339. */
export type Fact = { readonly at: string } & FactBody;

/** Steps that a fact begins anew: nothing that was said of them before holds. */
interface Reopening {
  readonly reopenedStepIds: readonly string[];
}

export type LetGo = 'not_begun' | 'not_done';
/** By what undoes it, by a person, or not: a person decided to leave it as it is. */
export type Undone = 'undone' | 'by_hand' | 'left';

interface Asked {
  readonly stepId: string;
  readonly quorum: number;
  readonly candidates: readonly Named[];
  readonly excluded: readonly Named[];
}

/** Of undoing what a run has done. */
const undoing = ['compensation_begun', 'effect_let_go', 'compensation_wanted', 'compensation_ended', 'compensated'] as const;
export type UndoingFact = Extract<Fact, { kind: (typeof undoing)[number] }>;
export const isUndoing = (fact: Fact): fact is UndoingFact => (undoing as readonly string[]).includes(fact.kind);

/** A fact of an earlier release lacks what came later; it is read for ever. */
export type FactBody =
  | { readonly kind: 'run_started'; readonly requesterId: string; readonly revision: number; readonly revisionDigest: string; readonly materialDigest: string }
  | { readonly kind: 'condition_evaluated'; readonly stepId: string; readonly branchId?: string; readonly source: string; readonly inputs: Readonly<Record<string, unknown>>; readonly result: boolean }
  /** Which branch of a condition; of a parallel step, `all` of them. */
  | { readonly kind: 'branch_taken'; readonly stepId: string; readonly branchId: string }
  | { readonly kind: 'step_skipped'; readonly stepId: string }
  /** A composite step whose inner steps are done. */
  | { readonly kind: 'step_done'; readonly stepId: string }
  /** `addedIds` are those of its candidates who were added to the step; the quorum counts them. `addedByRuleIds` are those of them whom it asks for by its own rules too. */
  | ({ readonly kind: 'task_opened'; readonly number: number; readonly addedIds?: readonly string[]; readonly addedByRuleIds?: readonly string[] } & Asked)
  /** Somebody's signature of an earlier step serves this one too. */
  | { readonly kind: 'signature_served'; readonly number: number; readonly stepId: string; readonly memberId: string; readonly fromStepId: string; readonly revision: number; readonly revisionDigest: string }
  | ({ readonly kind: 'approver_missing' } & Asked)
  /** Who may decide an open task is another set now: somebody was asked besides, or instead. `askedAnywayIds` are those who were added and would be asked without that too. */
  | { readonly kind: 'candidates_changed'; readonly number: number; readonly stepId: string; readonly candidates: readonly Named[]; readonly askedAnywayIds?: readonly string[]; readonly byMemberId: string | null; readonly why: 'reassigned' | 'escalated'; readonly reason: string | null }
  /** Somebody must sign an open task besides those whom its step asks for, now and whenever the step is asked anew. */
  | { readonly kind: 'signer_added'; readonly number: number; readonly stepId: string; readonly memberId: string; readonly because: string; readonly byMemberId: string; readonly reason: string }
  /** They are added there no more; `isAskedStill` where they are asked without that. As many must sign as `quorum` says, one less where it says nothing. */
  | { readonly kind: 'signer_removed'; readonly stepId: string; readonly memberId: string; readonly isAskedStill: boolean; readonly quorum?: number; readonly byMemberId: string; readonly reason: string }
  | { readonly kind: 'decided'; readonly number: number; readonly stepId: string; readonly memberId: string; readonly onBehalfOf?: string; readonly verdict: Verdict; readonly revision: number; readonly revisionDigest: string; readonly reason: string | null }
  /** `voided` is what the signature served elsewhere. */
  | ({ readonly kind: 'decision_revoked'; readonly number: number; readonly stepId: string; readonly memberId: string; readonly verdict: Verdict; readonly reason: string; readonly voided?: readonly Voided[] } & Reopening)
  | { readonly kind: 'task_closed'; readonly number: number; readonly stepId: string; readonly outcome: TaskOutcome }
  /** Nobody decided in time, and the step says what then. */
  | { readonly kind: 'task_expired'; readonly number: number; readonly stepId: string; readonly then: 'reject' | 'return' }
  | { readonly kind: 'returned'; readonly stepId: string }
  | ({ readonly kind: 'went_back'; readonly stepId: string; readonly toStepId: string } & Reopening)
  | ({ readonly kind: 'revised'; readonly revision: number; readonly revisionDigest: string; readonly materialDigest: string; readonly material: boolean; readonly voided?: readonly Voided[] } & Partial<Reopening>)
  /** Null where it waits for no time, but for a message. */
  | { readonly kind: 'wait_started'; readonly stepId: string; readonly until: string | null }
  | { readonly kind: 'wait_over'; readonly stepId: string }
  /** The run's way does not lead through this step any more: nobody is missed there, and nothing is waited for. */
  | { readonly kind: 'step_left'; readonly stepId: string }
  | ({ readonly kind: 'migrated'; readonly fromVersion: number; readonly toVersion: number; readonly byMemberId: string; readonly reason: string; readonly voided: readonly Voided[] } & Reopening)
  | { readonly kind: 'effect_wanted'; readonly stepId: string; readonly effect: Effect }
  | { readonly kind: 'reversed'; readonly byMemberId: string; readonly reason: string }
  /** From here on nothing more is begun, and what was carried out is undone: the effect of this step failed for good, or somebody decided it about that effect. */
  | { readonly kind: 'compensation_begun'; readonly stepId: string; readonly byMemberId?: string; readonly reason?: string }
  /** There is nothing to undo of this effect: it was not begun and will not be, or was tried and not carried out. */
  | { readonly kind: 'effect_let_go'; readonly stepId: string; readonly because: LetGo }
  | { readonly kind: 'compensation_wanted'; readonly stepId: string; readonly how: Effect | 'person' | 'nothing' }
  | { readonly kind: 'compensation_ended'; readonly stepId: string; readonly as: Undone }
  /** Nothing is left to undo of what was begun to be undone. */
  | { readonly kind: 'compensated' }
  /** By whom and why, where somebody ended it in its requester's place. */
  | { readonly kind: 'ended'; readonly outcome: EndedStatus; readonly byMemberId?: string; readonly reason?: string };
