/** A workflow as a tenant defines it: steps in order. Published versions never change. */
export interface WorkflowDefinition {
  readonly formatVersion: 1;
  readonly steps: readonly Step[];
}

export type Step = ApprovalStep | EffectStep;

interface StepBase {
  /** Unique within the definition; facts refer to it. */
  readonly id: string;
  readonly name: string;
  /** CEL source; the step is skipped where it is false. Evaluated by the caller. */
  readonly when?: string | undefined;
}

export interface ApprovalStep extends StepBase {
  readonly kind: 'approval';
  readonly approvers: Approvers;
  /** How many of the candidates must approve. */
  readonly quorum: number;
  /** What a rejection does: back to the requester, or the end of the run. */
  readonly onReject: 'return' | 'end';
}

/** Who may sign: holders of any of the roles, and the members named; only those of the requester's unit if so said. */
export interface Approvers {
  readonly roleIds: readonly string[];
  readonly memberIds: readonly string[];
  readonly unit: 'any' | 'requester';
}

export interface EffectStep extends StepBase {
  readonly kind: 'effect';
  readonly effect: WebhookEffect;
}

export interface WebhookEffect {
  readonly kind: 'webhook';
  readonly endpointId: string;
  /** The event's type as the receiver sees it, such as `payment.requested`. */
  readonly event: string;
}

/** One thing wrong with a definition: where, what, and what to do. */
export interface Finding {
  readonly stepId: string | null;
  readonly message: string;
}
