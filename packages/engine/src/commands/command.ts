import type { ApprovalStep, Step, WorkflowDefinition } from '../definition/definition.js';
import type { Fact, Named, Verdict } from '../facts/facts.js';
import type { RunState } from '../state/run-state.js';

/** What somebody asks of a run. Members are ids; digests are made by the caller. */
export type Command =
  | { readonly kind: 'start'; readonly requesterId: string; readonly revision: number; readonly revisionDigest: string; readonly materialDigest: string }
  | { readonly kind: 'decide'; readonly memberId: string; readonly taskNumber: number; readonly verdict: Verdict; readonly revisionDigest: string; readonly reason: string | null }
  | { readonly kind: 'revise'; readonly memberId: string; readonly revision: number; readonly revisionDigest: string; readonly materialDigest: string }
  | { readonly kind: 'withdraw'; readonly memberId: string }
  | { readonly kind: 'resolve_again' };

/** Why a command is refused; the state is untouched. */
export type RefusalOfCommand =
  | { readonly code: 'request_closed' }
  | { readonly code: 'task_closed' }
  | { readonly code: 'not_a_candidate' }
  | { readonly code: 'own_request' }
  | { readonly code: 'not_the_requester' }
  | { readonly code: 'already_decided' }
  | { readonly code: 'revision_superseded'; readonly revision: number; readonly revisionDigest: string }
  | { readonly code: 'revision_unchanged' }
  | { readonly code: 'reason_required' }
  | { readonly code: 'no_step_applies' }
  | { readonly code: 'condition_failed'; readonly stepId: string; readonly message: string };

/** What the engine asks of the world. Answers become facts; folding reads the facts, never the world again. */
export interface World {
  /** The caller's clock, RFC 3339. */
  readonly now: string;
  /** Evaluates a step's condition against the revision at hand. */
  evaluate(step: Step, source: string): Evaluation;
  /** Who could sign this step, by which rule, and who was left out and why. The engine itself leaves out the requester. */
  resolve(step: ApprovalStep): Resolution;
}

export type Evaluation = { readonly ok: true; readonly result: boolean; readonly inputs: Readonly<Record<string, unknown>> } | { readonly ok: false; readonly message: string };

export interface Resolution {
  readonly candidates: readonly Named[];
  readonly excluded: readonly Named[];
}

export type Answer = { readonly ok: true; readonly state: RunState; readonly facts: readonly Fact[] } | { readonly ok: false; readonly refusal: RefusalOfCommand };

export type Decide = (definition: WorkflowDefinition, state: RunState | null, command: Command, world: World) => Answer;
