import type { RefusalCode } from '@countersign/contracts/platform';
import type { RequestStatus } from '@countersign/contracts/requests';
import type { Departure, DepartureKind } from './departure.js';
import type { Desk, SignAnswer } from './desk.js';
import { endedInLog, type Ended, type Ending } from './ending.js';
import { isStepRole, type HistoryDocument, type HistoryEvent, type StepRole } from './history-case.js';
import { maySign, way } from './the-way.js';

export interface DocumentWalk {
  readonly here: Ended;
  readonly log: Ended;
  /** Where the document first departed from its log; null when it went as in the log to the end. */
  readonly departure: Departure | null;
  /** Every departure on the way, the first included. */
  readonly departures: readonly Departure[];
  /** How many events were carried out or compared; the others were refused or had no counterpart. */
  readonly eventsDone: number;
  /** Requests that this document became, each with its last status: more than one where it was submitted again after it had ended. */
  readonly requests: readonly RequestStatus[];
}

const endingByStatus = { withdrawn: 'withdrawn', cancelled: 'withdrawn', reversed: 'rejected', returned: 'rejected', rejected: 'rejected', open: 'open', needs_approver: 'open', approved: 'approved' } as const satisfies Record<RequestStatus, Ending>;

/** Does what the log says of one document, event by event, at its desk. */
export class DocumentWalker {
  private readonly requests: RequestStatus[] = [];
  private readonly departures: Departure[] = [];
  private eventsDone = 0;
  private index = -1;
  private paymentRequested = false;

  constructor(
    private readonly document: HistoryDocument,
    private readonly desk: Desk,
  ) {}

  get isSubmitted(): boolean {
    return this.requests.length > 0;
  }

  async take(event: HistoryEvent): Promise<void> {
    this.index += 1;
    await this.carryOut(event);
  }

  /** Leaves a note on its last request. */
  async note(event: HistoryEvent): Promise<void> {
    const answer = await this.desk.note(event);
    if (answer.ok) this.eventsDone += 1;
    else this.depart('note_refused', answer.code);
  }

  /** Notes of a case in which nothing was ever submitted: there is nothing to leave them on. */
  loseNotes(count: number): void {
    for (let note = 0; note < count; note += 1) this.depart('noted_without_request', null);
  }

  end(): DocumentWalk {
    const here = this.here();
    const log = endedInLog(this.document);
    this.index = this.document.events.length;
    // After a departure another ending follows from it; without one it is a difference of its own.
    if (this.departures.length === 0 && here.ending !== log.ending) this.depart('ended_otherwise', null);
    else if (this.departures.length === 0 && here.paid && !log.paid) this.depart('not_paid_in_log', null);
    const { departures, eventsDone, requests } = this;
    return { here, log, departure: departures[0] ?? null, departures, eventsDone, requests };
  }

  /** Of the last request. */
  private get status(): RequestStatus | null {
    return this.requests.at(-1) ?? null;
  }

  private here(): Ended {
    const { status } = this;
    return { ending: status === null ? 'never submitted' : endingByStatus[status], paid: status === 'approved' && this.document.paid };
  }

  private async carryOut(event: HistoryEvent): Promise<void> {
    switch (event.act) {
      case 'saved':
        return this.status === null ? this.done() : this.depart('saved_again', null);
      case 'submitted':
        return this.status === null ? this.submit(event, 'submission_refused') : this.resubmit(event);
      case 'approved':
      case 'final_approved':
        return this.sign(event);
      case 'rejected':
        if (event.role === 'EMPLOYEE') return this.withdraw(event);
        return isStepRole(event.role) ? this.sign(event) : this.rejectAfterAll(event);
      case 'payment_requested':
      case 'payment_handled':
        return this.comparePayment(event);
      case 'noted':
        return this.note(event);
    }
  }

  private async submit(event: HistoryEvent, kindIfRefused: DepartureKind): Promise<void> {
    const answer = await this.desk.submit(event);
    if (!answer.ok) return this.depart(kindIfRefused, answer.code);
    this.requests.push(answer.status);
    this.done(answer.status);
  }

  private async resubmit(event: HistoryEvent): Promise<void> {
    const answer = await this.desk.resubmit(event);
    if (answer.ok) return this.done(answer.status);
    if (this.status !== 'withdrawn' && this.status !== 'rejected') return this.depart('submitted_again_otherwise', answer.code);
    // Both are final here. What a person would do next is to ask anew, and the rest of the document is about that.
    this.depart(this.status === 'withdrawn' ? 'submitted_again_after_withdrawal' : 'submitted_again_after_rejection', answer.code);
    return this.submit(event, 'submission_refused');
  }

  private async sign(event: HistoryEvent): Promise<void> {
    if (!isStepRole(event.role)) throw new Error(`"${event.activity}" names a role that signs nothing.`);
    if (this.status === null) return this.depart('signed_before_submission', null);
    const answer = await this.desk.sign(event, event.role);
    if (answer.ok) return this.done(answer.status);
    this.depart(kindOfSignature(this.status, event.role, answer), answer.code);
  }

  private async withdraw(event: HistoryEvent): Promise<void> {
    if (this.status === null) return this.depart('signed_before_submission', null);
    const answer = await this.desk.withdraw(event);
    if (answer.ok) return this.done(answer.status);
    this.depart('withdrawal_refused', answer.code);
  }

  private async rejectAfterAll(event: HistoryEvent): Promise<void> {
    if (this.status === null) return this.depart('signed_before_submission', null);
    const final = this.status === 'approved';
    const answer = await this.desk.rejectAfterAll(event);
    if (answer.ok) return this.done(answer.status);
    this.depart(final ? 'rejection_refused' : 'rejected_by_nobody', answer.code);
  }

  private async comparePayment(event: HistoryEvent): Promise<void> {
    if (!this.document.paid) return this.depart('permit_paid', null);
    if (this.status !== 'approved') return this.payWithoutApproval(event);
    if (event.act === 'payment_requested') this.paymentRequested = true;
    else if (!this.paymentRequested) return this.depart('handled_without_request', null);
    this.done();
  }

  private async payWithoutApproval(event: HistoryEvent): Promise<void> {
    // Where somebody is still asked, trying would approve what the log did not.
    const isAsked = this.status === 'open' || this.status === 'needs_approver';
    const answer = isAsked ? null : await this.desk.askForPayment(event);
    if (answer?.ok) throw new Error(`"${event.activity}" was approved, though nobody was asked.`);
    this.depart('paid_without_approval', answer?.code ?? null);
  }

  private done(status?: RequestStatus): void {
    if (status !== undefined) this.requests[this.requests.length - 1] = status;
    this.eventsDone += 1;
  }

  private depart(kind: DepartureKind, code: RefusalCode | null): void {
    this.departures.push({ kind, code, eventIndex: this.index });
  }
}

function kindOfSignature(status: RequestStatus, role: StepRole, refused: Extract<SignAnswer, { ok: false }>): DepartureKind {
  if (status === 'returned') return 'signed_while_returned';
  if (status !== 'open' && status !== 'needs_approver') return 'signed_after_end';
  const open = way.find(({ id }) => id === refused.openStepId);
  if (open && maySign(open, role)) return 'signature_refused';
  return refused.signedAlready ? 'signed_again' : 'signed_out_of_turn';
}
