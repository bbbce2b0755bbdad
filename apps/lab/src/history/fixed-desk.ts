import type { RequestStatus } from '@countersign/contracts/requests';
import type { Answer, Desk, SignAnswer } from './desk.js';
import type { HistoryEvent, StepRole } from './history-case.js';

/**
 * A workflow with exactly these steps for every request, without a server: what a case would come to.
 * Used to count what one fixed workflow reproduces, and to foresee what the API will answer.
 */
export class FixedDesk implements Desk {
  private status: RequestStatus = 'withdrawn';
  private signed: StepRole[] = [];

  constructor(private readonly steps: readonly StepRole[]) {}

  submit(_event: HistoryEvent): Promise<Answer> {
    this.status = 'open';
    this.signed = [];
    return this.now();
  }

  resubmit(_event: HistoryEvent): Promise<Answer> {
    if (this.status !== 'open' && this.status !== 'returned') return Promise.resolve({ ok: false, code: 'request_closed' });
    // While it is open only the stated time differs, which is not material: the signatures stand.
    if (this.status === 'returned') this.signed = [];
    this.status = 'open';
    return this.now();
  }

  sign(event: HistoryEvent, role: StepRole): Promise<SignAnswer> {
    const openRole = this.status === 'open' ? (this.steps[this.signed.length] ?? null) : null;
    if (openRole !== role) {
      return Promise.resolve({ ok: false, code: openRole === null ? 'task_closed' : 'not_found', openRole, signedAlready: this.signed.includes(role) });
    }
    if (event.act === 'rejected') this.status = 'returned';
    else {
      this.signed.push(role);
      if (this.signed.length === this.steps.length) this.status = 'approved';
    }
    return Promise.resolve({ ok: true, status: this.status });
  }

  withdraw(_event: HistoryEvent): Promise<Answer> {
    if (this.status !== 'open' && this.status !== 'returned') return Promise.resolve({ ok: false, code: 'request_closed' });
    this.status = 'withdrawn';
    return this.now();
  }

  rejectAsLastDecider(_event: HistoryEvent): Promise<Answer> {
    return Promise.resolve({ ok: false, code: 'task_closed' });
  }

  note(_event: HistoryEvent): Promise<Answer> {
    return this.now();
  }

  private now(): Promise<Answer> {
    return Promise.resolve({ ok: true, status: this.status });
  }
}
