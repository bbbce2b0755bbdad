import type { ApprovalStep, Source, Step, WaitStep, WorkflowDefinition } from '../definition/definition.js';
import type { Fact, Named, Undone, Verdict } from '../facts/facts.js';
import type { RunState } from '../state/run-state.js';

/** What somebody asks of a run. Members are ids; digests are made by the caller. */
export type Command =
  | { readonly kind: 'start'; readonly requesterId: string; readonly revision: number; readonly revisionDigest: string; readonly materialDigest: string }
  /** `onBehalfOf` is the candidate whose place the member takes; that they may is the caller's to know. */
  | { readonly kind: 'decide'; readonly memberId: string; readonly onBehalfOf?: string; readonly taskNumber: number; readonly verdict: Verdict; readonly revisionDigest: string; readonly reason: string | null }
  /** Takes back what this member decided, within the time that the step allows. */
  | { readonly kind: 'revoke'; readonly memberId: string; readonly taskNumber: number; readonly reason: string }
  | { readonly kind: 'revise'; readonly memberId: string; readonly revision: number; readonly revisionDigest: string; readonly materialDigest: string }
  | { readonly kind: 'withdraw'; readonly memberId: string }
  /** Ends the run for its requester; that the member may is the caller's to know. */
  | { readonly kind: 'cancel'; readonly memberId: string; readonly reason: string }
  /** Undoes what was approved: as if it had never been, or as rejected after all. */
  | { readonly kind: 'reverse'; readonly memberId: string; readonly reason: string; readonly outcome: 'reversed' | 'rejected'; /** Steps whose effect was not begun, so that nothing has to be undone. */ readonly neverBegun?: readonly string[] }
  /** An effect failed for good whose step says that what was carried out before is undone then; or somebody decides that, for a reason. */
  | { readonly kind: 'compensate'; readonly stepId: string; readonly memberId?: string; readonly reason?: string; readonly effects: readonly EffectStanding[] }
  /** Effects that what is undone waited for have ended. */
  | { readonly kind: 'effects_ended'; readonly effects: readonly EffectStanding[] }
  /** What undoes an effect has come to its end. */
  | { readonly kind: 'compensation_ended'; readonly stepId: string; readonly as: Undone }
  /** Somebody else is asked besides, or instead of those who were. */
  | { readonly kind: 'reassign'; readonly memberId: string; readonly taskNumber: number; readonly reason: string; readonly to: readonly Named[]; readonly instead: boolean }
  /** Somebody must sign an open task besides those whom its step asks for; that the member may say so is the caller's to know. */
  | { readonly kind: 'add_signer'; readonly memberId: string; readonly taskNumber: number; readonly signer: Named; readonly reason: string }
  /** They need not any more, as long as they have not signed. */
  | { readonly kind: 'remove_signer'; readonly memberId: string; readonly stepId: string; readonly signerId: string; readonly reason: string }
  | { readonly kind: 'resolve_again' }
  | { readonly kind: 'end_wait'; readonly stepId: string }
  /** What steps may wait for has come. */
  | { readonly kind: 'message_came'; readonly message: string }
  /** The time is up that a step gives its task. */
  | { readonly kind: 'overdue'; readonly taskNumber: number }
  /** Moves the run to another version; `definition` of the call is that one, `from` the one that it leaves. */
  | { readonly kind: 'migrate'; readonly memberId: string; readonly reason: string; readonly from: WorkflowDefinition; readonly fromVersion: number; readonly toVersion: number };

/** What became of an effect so far, which is the caller's to know; one that nothing is said of is under way. */
export interface EffectStanding {
  readonly stepId: string;
  readonly is: 'done' | 'not_done' | 'not_begun' | 'under_way';
}

/** Why a command is refused; the state is untouched. */
export type RefusalOfCommand =
  | { readonly code: 'request_closed' }
  | { readonly code: 'task_closed' }
  | { readonly code: 'not_a_candidate' }
  | { readonly code: 'own_request' }
  | { readonly code: 'not_the_requester' }
  | { readonly code: 'already_decided' }
  | { readonly code: 'must_differ'; readonly stepId: string }
  | { readonly code: 'revision_superseded'; readonly revision: number; readonly revisionDigest: string }
  | { readonly code: 'revision_unchanged' }
  | { readonly code: 'reason_required' }
  | { readonly code: 'no_step_applies' }
  | { readonly code: 'nothing_to_revoke' }
  | { readonly code: 'too_late_to_revoke' }
  | { readonly code: 'not_approved' }
  | { readonly code: 'effects_under_way' }
  | { readonly code: 'nobody_new' }
  | { readonly code: 'asked_already' }
  | { readonly code: 'not_added' }
  | { readonly code: 'sign_for_yourself' }
  | { readonly code: 'not_waiting' }
  | { readonly code: 'cannot_move'; readonly stepId: string | null; readonly message: string }
  | { readonly code: 'condition_failed'; readonly stepId: string; readonly message: string };

/** What the engine asks of the world. Answers become facts; folding reads the facts, never the world again. */
export interface World {
  /** The caller's clock, RFC 3339. */
  readonly now: string;
  /** Evaluates a condition of a step against the revision at hand and what was signed so far. */
  evaluate(step: Step, source: string, state: RunState): Evaluation;
  /** Whether the revision at hand differs from the one before in anything that a condition reads. */
  readsAnew(source: string): boolean;
  /**
   * What differs between the revision that somebody signed, or was asked about, and the one at hand, in the fields that the step
   * is bound to and beyond their tolerances, or beyond the signer's authority; none where the signature carries over.
   */
  changedSince(step: ApprovalStep, since: { readonly revision: number; readonly memberId: string | null }): readonly string[];
  /** Who could sign this step, by which rule, and who was left out and why. The engine itself leaves out the requester, and who must differ. */
  resolve(step: ApprovalStep, sources: readonly Source[]): Resolution;
  /** When a wait that begins now is over, RFC 3339; null where what it waits for is not known. */
  waitUntil(step: WaitStep): string | null;
  /** Whether so many minutes have not passed since an instant. */
  isWithin(minutes: number, since: string): boolean;
}

export type Evaluation = { readonly ok: true; readonly result: boolean; readonly inputs: Readonly<Record<string, unknown>> } | { readonly ok: false; readonly message: string };

export interface Resolution {
  readonly candidates: readonly Named[];
  readonly excluded: readonly Named[];
}

export type Answer = { readonly ok: true; readonly state: RunState; readonly facts: readonly Fact[] } | { readonly ok: false; readonly refusal: RefusalOfCommand };

export type Decide = (definition: WorkflowDefinition, state: RunState | null, command: Command, world: World) => Answer;
