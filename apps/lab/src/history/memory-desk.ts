import type { RefusalCode } from '@countersign/contracts/platform';
import type { RequestStatus } from '@countersign/contracts/requests';
import type { Answer, Desk, SignAnswer } from './desk.js';
import { routeAt, type Routes } from './derive-routes.js';
import type { HistoryEvent, StepRole } from './history-case.js';
import { maySign, way, type WayStep } from './the-way.js';

/** The organisation's way without a server: what a case would come to, and what the API will answer. */
export class MemoryDesk implements Desk {
  private status: RequestStatus | null = null;
  private steps: readonly WayStep[] = [];
  /** Who signed a step of the revision at hand. */
  private signed = new Map<string, StepRole>();
  /** Steps that were asked in this request: whoever may sign one of them can see the request. */
  private readonly asked = new Set<WayStep>();

  constructor(private readonly routes: Routes) {}

  submit(event: HistoryEvent): Promise<Answer> {
    this.asked.clear();
    this.begin(event);
    return this.now();
  }

  resubmit(event: HistoryEvent): Promise<Answer> {
    if (!this.isGoingOn()) return this.refused('request_closed');
    // While it is open only the stated time differs, which is not material: the signatures stand.
    if (this.status === 'returned') this.begin(event);
    return this.now();
  }

  sign(event: HistoryEvent, role: StepRole): Promise<SignAnswer> {
    const open = this.open();
    if (!open || !maySign(open, role)) {
      const isSeen = [...this.asked].some((step) => maySign(step, role));
      return Promise.resolve({ ok: false, code: !open ? 'task_closed' : isSeen ? 'not_a_candidate' : 'not_found', openStepId: open?.id ?? null, signedAlready: [...this.signed.values()].includes(role) });
    }
    if (event.act === 'rejected') this.status = 'returned';
    else this.take(open, role);
    return this.now();
  }

  withdraw(_event: HistoryEvent): Promise<Answer> {
    if (!this.isGoingOn()) return this.refused('request_closed');
    this.status = 'withdrawn';
    return this.now();
  }

  rejectAfterAll(_event: HistoryEvent): Promise<Answer> {
    if (this.status !== 'approved') return this.refused('not_approved');
    this.status = 'rejected';
    return this.now();
  }

  askForPayment(_event: HistoryEvent): Promise<Answer> {
    return this.refused(this.status === null ? 'not_found' : 'task_closed');
  }

  note(_event: HistoryEvent): Promise<Answer> {
    return this.now();
  }

  private begin(event: HistoryEvent): void {
    const route = routeAt(this.routes, event);
    this.status = 'open';
    this.steps = way.filter(({ onlyIf }) => onlyIf === null || route[onlyIf]);
    this.signed = new Map();
    this.ask();
  }

  private ask(): void {
    const open = this.open();
    if (open !== null) this.asked.add(open);
  }

  private take(step: WayStep, role: StepRole): void {
    this.signed.set(step.id, role);
    for (let next = this.open(); next; next = this.open()) {
      const serving = next.servedBy.map((id) => this.signed.get(id)).find((signer) => signer !== undefined && next && maySign(next, signer));
      if (serving === undefined) return this.ask();
      this.signed.set(next.id, serving);
    }
    this.status = 'approved';
  }

  private open(): WayStep | null {
    return this.status === 'open' ? (this.steps.find(({ id }) => !this.signed.has(id)) ?? null) : null;
  }

  private isGoingOn(): boolean {
    return this.status === 'open' || this.status === 'returned';
  }

  private now(): Promise<{ ok: true; status: RequestStatus }> {
    return Promise.resolve({ ok: true, status: this.status ?? 'open' });
  }

  private refused(code: RefusalCode): Promise<Answer> {
    return Promise.resolve({ ok: false, code });
  }
}
