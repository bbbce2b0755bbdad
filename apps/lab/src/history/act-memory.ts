import type { RefusalCode } from '@countersign/contracts/platform';
import type { RequestStatus } from '@countersign/contracts/requests';
import type { StepRole } from './history-case.js';
import type { Undone } from './replayed-request.js';

/** Who does an act: a post of the case's unit, or the tenant's admin. */
export type Post = StepRole | 'EMPLOYEE' | 'ADMIN';

/** An act that is ready to be sent, with everything that was read beforehand. Sent again it has the same key and the same content. */
export interface ReadyAct {
  readonly operation: 'submit' | 'revise' | 'withdraw' | 'decide' | 'reverse' | 'note';
  readonly by: Post;
  /** The request, or for a decision the task, that it is about; empty for a submission. */
  readonly about: string;
  readonly body: unknown;
  /** For a signature: whose step was open when it was sent, and whether this role's signature stood already. */
  readonly openStepId?: string | null;
  readonly signedAlready?: boolean;
  /** For a reversal: what was shown of the payment. */
  readonly undone?: Undone;
}

export type ActAnswer = { readonly status: RequestStatus | null; readonly requestId?: string } | { readonly code: RefusalCode };

/**
 * What was sent for a case and what came back, in order. An act is kept before it is sent: after a crash it is sent again as it was,
 * under its key, and the product gives the answer that it gave, or would have given.
 */
export interface ActMemory {
  readyAt(at: number): ReadyAct | null;
  answerAt(at: number): ActAnswer | null;
  keepReady(at: number, act: ReadyAct): void;
  keepAnswer(at: number, answer: ActAnswer): void;
}

/** Where nothing has to outlive the process. */
export const noMemory: ActMemory = { readyAt: () => null, answerAt: () => null, keepReady: () => undefined, keepAnswer: () => undefined };
