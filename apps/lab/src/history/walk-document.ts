import type { RefusalCode } from '@countersign/contracts/platform';
import type { RequestStatus } from '@countersign/contracts/requests';
import type { Departure, DepartureKind } from './departure.js';
import type { Desk, SignAnswer } from './desk.js';
import { endingInLog, type Ending } from './ending.js';
import { isStepRole, type HistoryDocument, type HistoryEvent, type StepRole } from './history-case.js';

export interface DocumentWalk {
  readonly endedHere: Ending;
  readonly endedInLog: Ending;
  /** Where the document first departed from its log; null when it went as in the log to the end. */
  readonly departure: Departure | null;
  /** Every departure on the way, the first included. */
  readonly departures: readonly Departure[];
  /** How many events were carried out or compared; the others came after a stop or were refused. */
  readonly eventsDone: number;
  /** Requests that this document became: more than one where it was submitted again after a withdrawal. */
  readonly requests: number;
}

const endingByStatus = { withdrawn: 'withdrawn', returned: 'rejected', rejected: 'rejected', open: 'open', needs_approver: 'open' } as const satisfies Partial<Record<RequestStatus, Ending>>;

/** Does what the log says of one document, event by event, at its desk. */
export class DocumentWalker {
  private status: RequestStatus | null = null;
  private readonly departures: Departure[] = [];
  private eventsDone = 0;
  private requests = 0;
  private index = -1;
  private stopped = false;
  private paymentRequested = false;

  constructor(
    private readonly document: HistoryDocument,
    private readonly desk: Desk,
  ) {}

  get isSubmitted(): boolean {
    return this.requests > 0;
  }

  async take(event: HistoryEvent): Promise<void> {
    this.index += 1;
    if (!this.stopped) await this.carryOut(event);
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
    const endedHere = this.endedHere();
    const endedInLog = endingInLog(this.document);
    this.index = this.document.events.length;
    // After a departure another ending follows from it; without one it is a difference of its own.
    if (endedHere !== endedInLog && this.departures.length === 0) this.depart(endedHere === 'paid' ? 'not_paid_in_log' : 'ended_otherwise', null);
    const { departures, eventsDone, requests } = this;
    return { endedHere, endedInLog, departure: departures[0] ?? null, departures, eventsDone, requests };
  }

  private endedHere(): Ending {
    if (this.status === null) return 'never submitted';
    if (this.status === 'approved') return this.document.paid ? 'paid' : 'approved';
    return endingByStatus[this.status];
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
        return isStepRole(event.role) ? this.sign(event) : this.rejectAsNobody(event);
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
    this.requests += 1;
    this.done(answer.status);
  }

  private async resubmit(event: HistoryEvent): Promise<void> {
    const answer = await this.desk.resubmit(event);
    if (answer.ok) return this.done(answer.status);
    if (this.status !== 'withdrawn') return this.depart('submitted_again_otherwise', answer.code);
    // A withdrawal is final here. What a person would do next is to ask anew, and the rest of the document is about that.
    this.depart('submitted_again_after_withdrawal', answer.code);
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

  private async rejectAsNobody(event: HistoryEvent): Promise<void> {
    if (this.status === null) return this.depart('signed_before_submission', null);
    const final = this.status === 'approved';
    const answer = await this.desk.rejectAsLastDecider(event);
    if (answer.ok) return this.done(answer.status);
    this.depart(final ? 'rejected_after_final_approval' : 'rejected_by_nobody', answer.code);
    // The payment is under way: going on with what the log does after its rejection would pay a second time.
    this.stopped = final;
  }

  private comparePayment(event: HistoryEvent): void {
    if (!this.document.paid) return this.depart('permit_paid', null);
    if (this.status !== 'approved') return this.depart('paid_without_approval', null);
    if (event.act === 'payment_requested') this.paymentRequested = true;
    else if (!this.paymentRequested) return this.depart('handled_without_request', null);
    this.done();
  }

  private done(status = this.status): void {
    this.status = status;
    this.eventsDone += 1;
  }

  private depart(kind: DepartureKind, code: RefusalCode | null): void {
    this.departures.push({ kind, code, eventIndex: this.index });
  }
}

function kindOfSignature(status: RequestStatus, role: StepRole, refused: Extract<SignAnswer, { ok: false }>): DepartureKind {
  if (status === 'returned') return 'signed_while_returned';
  if (status !== 'open' && status !== 'needs_approver') return 'signed_after_end';
  if (refused.openRole === role) return 'signature_refused';
  return refused.signedAlready ? 'signed_again' : 'signed_out_of_turn';
}
