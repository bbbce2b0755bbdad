export type RunStatus = 'open' | 'returned' | 'needs_approver' | 'approved' | 'rejected' | 'withdrawn';

/** Statuses that a run never leaves. */
export const endedStatuses = ['approved', 'rejected', 'withdrawn'] as const satisfies readonly RunStatus[];
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
  readonly openTask: OpenTask | null;
  /** The step that waits or stopped, or null when none does. */
  readonly currentStepId: string | null;
  readonly doneStepIds: readonly string[];
  readonly skippedStepIds: readonly string[];
}

export interface OpenTask {
  readonly number: number;
  readonly stepId: string;
  readonly quorum: number;
  readonly candidateIds: readonly string[];
  readonly approvedBy: readonly string[];
}
