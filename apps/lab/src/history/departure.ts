import type { RefusalCode } from '@countersign/contracts/platform';

/** Every way in which a case can depart from its log, in words for the report. */
export const departureKinds = {
  submitted_again_after_withdrawal: 'submitted again after a withdrawal (goes on as a new request)',
  submitted_again_after_rejection: 'submitted again after a rejection of what had been approved (goes on as a new request)',
  rejection_refused: 'rejected after the final approval, and refused',
  submitted_again_otherwise: 'submitted again, and refused for another cause',
  note_refused: 'a note, and refused',
  submission_refused: 'the submission was refused',
  signed_out_of_turn: 'signed or rejected while another step was open',
  signed_again: 'signed again though the signature stands',
  signed_while_returned: 'signed or rejected while the request was back with the employee',
  signed_after_end: 'signed or rejected after the request had ended',
  signed_before_submission: 'signed or rejected before anything was submitted',
  signature_refused: 'signed or rejected at the open step, and refused',
  rejected_by_nobody: 'rejected by nobody on record before a final approval',
  withdrawal_refused: 'withdrawn, and refused',
  saved_again: 'saved as a draft after it was submitted (there is no such operation)',
  paid_without_approval: 'paid in the log without an approval here (the approval that it lacks was tried)',
  handled_without_request: 'payment handled in the log without being requested',
  permit_paid: 'paid in the log for a document that is not paid for',
  noted_without_request: 'noted though nothing was ever submitted in the case',
  not_paid_in_log: 'approved here, no payment on record in the log',
  ended_otherwise: 'ended otherwise, without a refusal',
} as const satisfies Record<string, string>;

export type DepartureKind = keyof typeof departureKinds;

export interface Departure {
  readonly kind: DepartureKind;
  /** What the API answered; null where the log and the system differ without a call being refused. */
  readonly code: RefusalCode | null;
  /** The event at which it happened, counted from 0; the number of events for a difference seen at the end. */
  readonly eventIndex: number;
}
