import { setTimeout as pause } from 'node:timers/promises';
import { NoAnswer } from '@countersign/client';
import type { CallInput } from '@countersign/client';
import { getRequest, submitRequest } from '@countersign/contracts/requests';
import { decideRequest, previewDecision } from '@countersign/contracts/tasks';
import type { Operation, ReplyOf } from '@countersign/contracts/platform';
import { codeOf, type Person } from '../platform/person.js';
import { stableKey } from '../platform/stable-key.js';
import { Ledger } from './ledger.js';
import type { FaultCompany } from './set-up-company.js';

/** An answer that a client holds in its hand: from here on the product owes it. */
export type LedgerLine = SubmittedLine | DecidedLine;

export interface SubmittedLine {
  readonly kind: 'submitted';
  readonly requestId: string;
}

export interface DecidedLine {
  readonly kind: 'decided';
  readonly key: string;
  /** Who decided: the index among the approvers. */
  readonly approver: number;
  readonly input: CallInput<typeof decideRequest>;
  readonly reply: ReplyOf<typeof decideRequest>;
  /** When the first try was sent, when the one that was answered was, and when its answer was there; milliseconds since 1970. */
  readonly firstSentAtMs: number;
  readonly sentAtMs: number;
  readonly answeredAtMs: number;
  /** When tries before it got no answer. */
  readonly unansweredAtMs: readonly number[];
}

export interface LoadSummary {
  /** Refusals of the second of two who decided the same task at once: expected. */
  readonly racesLost: number;
  readonly racesRun: number;
  readonly problems: readonly string[];
}

interface Try {
  readonly approver: number;
  readonly taskId: string;
  readonly verdict: 'approve' | 'reject';
  readonly key: string;
}

const streams = 8;
const raceShare = 0.1;
const rejectShare = 0.15;
const financeShare = 0.4;
const patienceMs = 120_000;
const lostRace = new Set<string>(['task_closed', 'already_decided']);

/** Submits and decides without end, as several people at once; asks again with the same key where there was no answer. */
export class FaultLoad {
  private stopped = false;
  private submitted = 0;
  private racesLost = 0;
  private racesRun = 0;
  private readonly problems: string[] = [];

  constructor(
    private readonly company: FaultCompany,
    private readonly ledger: Ledger<LedgerLine>,
    private readonly random: () => number,
    private readonly seed: string,
  ) {}

  /** Ends when `stop` was called and everything begun has been answered. */
  async run(): Promise<LoadSummary> {
    await Promise.all(Array.from({ length: streams }, () => this.stream()));
    this.ledger.close();
    const { racesLost, racesRun, problems } = this;
    return { racesLost, racesRun, problems };
  }

  stop(): void {
    this.stopped = true;
  }

  private async stream(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.oneRequest(++this.submitted);
      } catch (thrown) {
        this.problems.push(thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : 'something that is no error was thrown');
        if (this.problems.length > 50) return;
      }
    }
  }

  private async oneRequest(number: number): Promise<void> {
    const { requester, requestTypeId } = this.company;
    const amount = this.random() < financeShare ? '7300.00' : '310.00';
    const content = { item: `Item ${number}`, amount: { amount, currency: 'EUR' }, supplier: 'Oberon Messtechnik', category: 'Equipment' };
    const { id } = await insist(requester, submitRequest, { body: { requestTypeId, content } }, stableKey(this.seed, 'submit', number));
    this.ledger.append({ kind: 'submitted', requestId: id });
    for (;;) {
      const view = await insist(requester, getRequest, { params: { requestId: id } }, '');
      const task = view.tasks.find(({ status }) => status === 'open');
      if (view.status !== 'open' || task === undefined) return;
      await this.decideTask(task.id, task.stepId);
    }
  }

  /** One signature is wanted. In a tenth of all cases two people give theirs at once, and only one may count. */
  private async decideTask(taskId: string, stepId: string): Promise<void> {
    const { approvers } = this.company;
    const holders = approvers.flatMap((approver, index) => (approver.stepId === stepId ? [index] : []));
    const first = Math.floor(this.random() * holders.length);
    const race = this.random() < raceShare;
    const chosen = (race ? [first, first + 1] : [first]).map((at) => holders[at % holders.length] ?? 0);
    const verdict = this.random() < rejectShare ? 'reject' : 'approve';
    const outcomes = await Promise.all(chosen.map((approver) => this.decide({ approver, taskId, verdict, key: stableKey(this.seed, 'decide', taskId, approver) })));
    const refused = outcomes.filter((outcome) => outcome !== 'decided');
    if (race) this.racesRun += 1;
    if (race) this.racesLost += refused.length;
    const expected = race ? 1 : 0;
    if (refused.length !== expected) this.problems.push(`Of ${chosen.length} decisions on task ${taskId}, ${refused.length} were refused (${refused.join(', ')}); it should be ${expected}.`);
  }

  private async decide(attempt: Try): Promise<string> {
    const { approver, taskId, verdict, key } = attempt;
    const person = this.company.approvers[approver]?.person;
    if (person === undefined) throw new Error('there is no such approver');
    try {
      const { revisionDigest, consequencesDigest } = await insist(person, previewDecision, { params: { taskId }, query: { verdict } }, '');
      const input = { params: { taskId }, body: { verdict, revisionDigest, consequencesDigest, ...(verdict === 'reject' && { reason: 'not this year' }) } } as const;
      const answered = await this.untilAnswered(person, input, key);
      this.ledger.append({ kind: 'decided', key, approver, input, ...answered });
      return 'decided';
    } catch (thrown) {
      const code = codeOf(thrown);
      if (code === null || !lostRace.has(code)) throw thrown;
      return code;
    }
  }

  private async untilAnswered(person: Person, input: CallInput<typeof decideRequest>, key: string): Promise<Pick<DecidedLine, 'reply' | 'firstSentAtMs' | 'sentAtMs' | 'answeredAtMs' | 'unansweredAtMs'>> {
    const unansweredAtMs: number[] = [];
    const firstSentAtMs = Date.now();
    for (const deadlineMs = Date.now() + patienceMs; ; ) {
      const sentAtMs = Date.now();
      try {
        const reply = await person.callOnce(decideRequest, input, key);
        return { reply, firstSentAtMs, sentAtMs, answeredAtMs: Date.now(), unansweredAtMs };
      } catch (thrown) {
        if (!isUnanswered(thrown) || Date.now() > deadlineMs) throw thrown;
        unansweredAtMs.push(Date.now());
        await pause(60 + this.random() * 200);
      }
    }
  }
}

/** Nobody knows whether it was carried out. */
const isUnanswered = (thrown: unknown): boolean => thrown instanceof NoAnswer || codeOf(thrown) === 'unavailable';

/** Asks until there is an answer, for two minutes, with the same key. */
export async function insist<O extends Operation>(person: Person, operation: O, input: CallInput<O>, key: string): Promise<ReplyOf<O>> {
  for (const deadlineMs = Date.now() + patienceMs; ; ) {
    try {
      return await person.callOnce(operation, input, key);
    } catch (thrown) {
      if (!isUnanswered(thrown) || Date.now() > deadlineMs) throw thrown;
      await pause(100);
    }
  }
}
