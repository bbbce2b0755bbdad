import type { RefusalCode } from '@countersign/contracts/platform';
import type { RequestStatus } from '@countersign/contracts/requests';
import type { HistoryEvent, StepRole } from './history-case.js';

/** What came of one act: the request's status afterwards, or why it was refused. */
export type Answer = { readonly ok: true; readonly status: RequestStatus } | Refused;

export interface Refused {
  readonly ok: false;
  readonly code: RefusalCode;
}

/** What came of a signature or rejection; when refused, also which step was open and whether this role's signature stands already. */
export type SignAnswer = { readonly ok: true; readonly status: RequestStatus } | (Refused & { readonly openStepId: string | null; readonly signedAlready: boolean });

/**
 * Where a case's acts are done: over HTTP (`HttpDesk`), or in memory by the same rules (`MemoryDesk`).
 * A desk holds one document of a case; `submit` starts a request, or a further one, and the other acts are about the last one.
 */
export interface Desk {
  submit(event: HistoryEvent): Promise<Answer>;
  resubmit(event: HistoryEvent): Promise<Answer>;
  sign(event: HistoryEvent, role: StepRole): Promise<SignAnswer>;
  withdraw(event: HistoryEvent): Promise<Answer>;
  /** A rejection for which the log names nobody: the tenant's admin undoes what was approved, with the outcome that it is rejected. */
  rejectAfterAll(event: HistoryEvent): Promise<Answer>;
  /** A payment of what nobody approved: only an approval asks for one, so the approval that it lacks is tried. */
  askForPayment(event: HistoryEvent): Promise<Answer>;
  /** What happened and decides nothing; left on the last request. */
  note(event: HistoryEvent): Promise<Answer>;
}
