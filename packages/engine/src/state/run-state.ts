export type RunStatus = 'open' | 'returned' | 'needs_approver' | 'approved' | 'rejected' | 'withdrawn' | 'cancelled' | 'reversed';

/** Statuses in which nobody is asked any more. An approved run can still be reversed, or rejected after all, and a rejection be taken back in time; the others are never left. */
export const endedStatuses = ['approved', 'rejected', 'withdrawn', 'cancelled', 'reversed'] as const satisfies readonly RunStatus[];
export type EndedStatus = (typeof endedStatuses)[number];
export const hasEnded = (status: RunStatus): status is EndedStatus => (endedStatuses as readonly RunStatus[]).includes(status);

/** Everything that is known of a run; always equal to the fold of its facts. Plain JSON. */
export interface RunState {
  readonly status: RunStatus;
  readonly requesterId: string;
  readonly revision: number;
  readonly revisionDigest: string;
  readonly materialDigest: string;
  /** How many tasks were ever opened; the next one's number is one more. */
  readonly taskCount: number;
  /** In the order in which they were opened. */
  readonly openTasks: readonly OpenTask[];
  /** Steps that nobody could sign, and where the run would go on if somebody could. */
  readonly stoppedStepIds: readonly string[];
  readonly waits: readonly Wait[];
  readonly branches: readonly Branch[];
  readonly doneStepIds: readonly string[];
  readonly skippedStepIds: readonly string[];
  /** Those that count now, in the order in which they were given. */
  readonly signatures: readonly Signature[];
  /** What was said on the task that stopped the run; null once it goes on. */
  readonly refusedBy: Refusing | null;
  /** Effects that were wanted, in order, and are not undone. */
  readonly effectStepIds: readonly string[];
  /** Who was added to a step by name and must sign it besides those whom it asks for, each time that it is asked; absent where nobody ever was. */
  readonly addedSigners?: readonly AddedSigner[];
  /** What was carried out is undone since one of the effects failed, or since somebody said so; absent where that never was. */
  readonly compensation?: Compensation;
}

export interface Compensation {
  /** The effect that failed, or that somebody decided it about. */
  readonly stepId: string;
  /** It waits for effects that are under way; what was carried out is being undone; nothing is left to undo. */
  readonly state: 'waiting' | 'compensating' | 'compensated';
  /** Steps whose effect is to be undone still, the first to be undone first. */
  readonly leftStepIds: readonly string[];
}

export interface AddedSigner {
  readonly stepId: string;
  readonly memberId: string;
  /** By whom and for what reason, in words for people. */
  readonly because: string;
  readonly byMemberId: string;
}

export interface OpenTask {
  readonly number: number;
  readonly stepId: string;
  /** The revision at hand when it opened. */
  readonly revision: number;
  readonly quorum: number;
  readonly candidateIds: readonly string[];
  /** Whom the step's own rules named when it opened; only where somebody was asked by name since. */
  readonly byRuleIds?: readonly string[];
  /** Those of the candidates who were added to the step: each of them must sign, and `quorum` counts them. Absent where there are none. */
  readonly addedIds?: readonly string[];
  /** Of `addedIds`, those whom the step's own rules named when it opened. */
  readonly addedByRuleIds?: readonly string[];
  /** Of `addedIds`, those who are asked without that too: by the rules when it opened, or by somebody since. */
  readonly askedAnywayIds?: readonly string[];
}

export interface Signature {
  readonly stepId: string;
  readonly memberId: string;
  /** Whose place the signer took. */
  readonly onBehalfOf?: string;
  /** Of the task that it was given on. */
  readonly number: number;
  readonly revision: number;
  readonly revisionDigest: string;
  readonly at: string;
  /** Of a signature that serves this step: the step that it was given on. It counts here as long as it counts there. */
  readonly servedFrom?: string;
}

export interface Refusing {
  readonly stepId: string;
  readonly memberId: string;
  readonly number: number;
  readonly verdict: 'reject' | 'request_changes';
  readonly at: string;
}

export interface Wait {
  readonly stepId: string;
  /** Null where it waits for a message. */
  readonly until: string | null;
}

export interface Branch {
  readonly stepId: string;
  readonly branchId: string;
}

/** Who was added to a step, in that order. */
export const addedTo = ({ addedSigners = [] }: Pick<RunState, 'addedSigners'>, stepId: string): AddedSigner[] => addedSigners.filter((added) => added.stepId === stepId);

/** Who signed a step, those among them whose signature counts now; whoever acted for somebody stands for them. */
export const signersOf = ({ signatures }: Pick<RunState, 'signatures'>, stepId: string): string[] =>
  signatures.filter((signature) => signature.stepId === stepId).map(({ memberId }) => memberId);

/** Whoever signed a step, and whoever had it signed in their place: none of them signs it again. */
export const tookPart = ({ signatures }: Pick<RunState, 'signatures'>, stepId: string): Set<string> =>
  new Set(signatures.filter((signature) => signature.stepId === stepId).flatMap(({ memberId, onBehalfOf }) => (onBehalfOf === undefined ? [memberId] : [memberId, onBehalfOf])));
