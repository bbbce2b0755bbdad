import type { ReplyOf, RefusalCode } from '@countersign/contracts/platform';
import { addNote, getRequest, previewReversal, reverseRequest, reviseRequest, submitRequest, withdrawRequest } from '@countersign/contracts/requests';
import { showRequest } from '@countersign/contracts/screens';
import { decideRequest } from '@countersign/contracts/tasks';
import { codeOf, type Person } from '../platform/person.js';
import { stableKey } from '../platform/stable-key.js';
import type { ActAnswer, ActMemory, Post, ReadyAct } from './act-memory.js';
import { documentsOf } from './case-documents.js';
import { routeAt, type Routes } from './derive-routes.js';
import type { Answer, Desk, SignAnswer } from './desk.js';
import type { HistoryCase, HistoryDocument, HistoryEvent, StepRole } from './history-case.js';
import { contentOf, unitOf } from './history-form.js';
import type { Organisation } from './organisation.js';
import type { Undone } from './replayed-request.js';
import { maySign, way } from './the-way.js';

type RequestView = ReplyOf<typeof getRequest>;
/** So often is a reversal looked at again because its payment went on meanwhile. */
const looksMax = 5;

/** One case over HTTP: its requests, in the order in which they were submitted, and the acts that were sent. */
export class HttpCase {
  readonly requests: { readonly document: number; readonly id: string }[] = [];
  /** What became of the payments of requests that were rejected after their approval. */
  readonly undone = new Map<string, Undone>();
  readonly documents: readonly HistoryDocument[];
  private acts = 0;

  constructor(
    readonly organisation: Organisation,
    readonly history: HistoryCase,
    /** Tells cases apart, also where two have one id. */
    private readonly key: string,
    private readonly memory: ActMemory,
  ) {
    this.documents = documentsOf(history);
  }

  requestIdsOf(document: HistoryDocument): string[] {
    return this.requests.filter((request) => request.document === document.index).map(({ id }) => id);
  }

  /** Sends an act, made ready by `prepare`; what was sent before, in an earlier run, is not sent again or is sent as it was. */
  async act(document: HistoryDocument, prepare: () => Promise<ReadyAct>): Promise<{ readonly ready: ReadyAct; readonly answer: ActAnswer }> {
    const at = this.acts;
    this.acts += 1;
    let ready = this.memory.readyAt(at);
    let answer = this.memory.answerAt(at);
    if (!ready) {
      ready = await prepare();
      this.memory.keepReady(at, ready);
    }
    if (!answer) {
      answer = await this.send(ready, stableKey(this.key, at));
      this.memory.keepAnswer(at, answer);
    }
    if ('requestId' in answer && answer.requestId !== undefined) this.requests.push({ document: document.index, id: answer.requestId });
    if ('status' in answer && ready.undone !== undefined) this.undone.set(ready.about, ready.undone);
    return { ready, answer };
  }

  personAt(post: Post): Person {
    if (post === 'ADMIN') return this.organisation.admin;
    const unit = unitOf(this.history);
    return post === 'EMPLOYEE' ? this.organisation.employeeOf(unit) : this.organisation.approverOf(post, unit);
  }

  /** A task's id that stands for none: of what was never submitted there is none. */
  get absentTaskId(): string {
    return stableKey(this.key, 'never submitted');
  }

  private async send({ operation, by, about, body: kept }: ReadyAct, key: string): Promise<ActAnswer> {
    const person = this.personAt(by);
    // Kept as JSON and given back as JSON: the contract's types are those it was made with.
    const body = kept as never;
    try {
      switch (operation) {
        case 'submit': {
          const { id, status } = await person.call(submitRequest, { body }, key);
          return { status, requestId: id };
        }
        case 'revise':
          return { status: (await person.call(reviseRequest, { params: { requestId: about }, body }, key)).status };
        case 'withdraw':
          return { status: (await person.call(withdrawRequest, { params: { requestId: about }, body }, key)).status };
        case 'decide':
          return { status: (await person.call(decideRequest, { params: { taskId: about }, body }, key)).requestStatus };
        case 'reverse':
          return { status: (await person.call(reverseRequest, { params: { requestId: about }, body }, key)).status };
        case 'note':
          await person.call(addNote, { params: { requestId: about }, body }, key);
          return { status: null };
      }
    } catch (thrown) {
      const code: RefusalCode | null = codeOf(thrown);
      if (code === null) throw thrown;
      return { code };
    }
  }
}

/** Does the acts of one document over the public API, as the people of its unit. */
export class HttpDesk implements Desk {
  constructor(
    private readonly http: HttpCase,
    private readonly document: HistoryDocument,
    private readonly routes: Routes,
  ) {}

  submit(event: HistoryEvent): Promise<Answer> {
    return this.plain(() => ({
      operation: 'submit',
      by: 'EMPLOYEE',
      about: '',
      body: { requestTypeId: this.http.organisation.requestTypeOf(this.document.kind), content: this.content(event), ...this.links() },
    }));
  }

  resubmit(event: HistoryEvent): Promise<Answer> {
    return this.plain(() => ({ operation: 'revise', by: 'EMPLOYEE', about: this.requestId, body: { content: this.content(event) } }));
  }

  withdraw(event: HistoryEvent): Promise<Answer> {
    return this.plain(() => ({ operation: 'withdraw', by: 'EMPLOYEE', about: this.requestId, body: { reason: reasonOf(event) } }));
  }

  note(event: HistoryEvent): Promise<Answer> {
    return this.plain(() => ({ operation: 'note', by: 'EMPLOYEE', about: this.requestId, body: { text: `${event.activity}${timeOf(event)}, as the log has it.`.slice(0, 2000) } }));
  }

  async sign(event: HistoryEvent, role: StepRole): Promise<SignAnswer> {
    const { ready, answer } = await this.http.act(this.document, () => this.readyToSign(event, role));
    if ('code' in answer) return { ok: false, code: answer.code, openStepId: ready.openStepId ?? null, signedAlready: ready.signedAlready ?? false };
    return { ok: true, status: statusIn(answer) };
  }

  async rejectAfterAll(event: HistoryEvent): Promise<Answer> {
    for (let looks = 1; ; looks += 1) {
      const answer = await this.plain(() => this.readyToReverse(event));
      // The worker may have begun to pay between the look and the act; what undoing means is another thing then.
      if (answer.ok || answer.code !== 'consequences_changed' || looks === looksMax) return answer;
    }
  }

  askForPayment(event: HistoryEvent): Promise<Answer> {
    return this.plain(async () => {
      if (this.http.requestIdsOf(this.document).length > 0) return this.unseen(event, 'SUPERVISOR', await this.view());
      return { operation: 'decide', by: 'SUPERVISOR', about: this.http.absentTaskId, body: { verdict: 'approve', revisionDigest: noDigest, consequencesDigest: noDigest, reason: reasonOf(event) } };
    });
  }

  /** Looks at what undoing would do, as the tenant's admin, and is bound to it. */
  private async readyToReverse(event: HistoryEvent): Promise<ReadyAct> {
    const shown = await this.reversal();
    const consequencesDigest = shown?.consequencesDigest ?? (await this.view()).current.revisionDigest;
    const how = shown?.effects.at(0)?.how;
    return {
      operation: 'reverse',
      by: 'ADMIN',
      about: this.requestId,
      body: { reason: reasonOf(event), outcome: 'rejected', consequencesDigest },
      ...(how !== undefined && { undone: how === 'never_begun' ? 'never_begun' : 'cancelled' }),
    };
  }

  /** Null where nothing is approved that could be undone. */
  private async reversal() {
    try {
      return await this.http.personAt('ADMIN').call(previewReversal, { params: { requestId: this.requestId } });
    } catch (thrown) {
      if (codeOf(thrown) !== 'not_approved') throw thrown;
      return null;
    }
  }

  /** Opens the request as its signer would, and is bound to exactly what the sheet says that the decision will cause. */
  private async readyToSign(event: HistoryEvent, role: StepRole): Promise<ReadyAct> {
    const verdict = event.act === 'rejected' ? 'reject' : 'approve';
    const shown = await this.shownTo(role, verdict);
    if (shown !== null) {
      const { taskId, revisionDigest, consequencesDigest } = shown;
      return { operation: 'decide', by: role, about: taskId, body: { verdict, revisionDigest, consequencesDigest, ...(verdict === 'reject' && { reason: reasonOf(event) }) }, signedAlready: false };
    }
    const view = await this.view();
    const open = view.tasks.find(({ status }) => status === 'open');
    return { ...this.unseen(event, role, view), openStepId: open?.stepId ?? null, signedAlready: signedBy(view, role) };
  }

  /** The decision block on the signer's sheet; null where the request does not wait for them. */
  private async shownTo(role: StepRole, verdict: 'approve' | 'reject') {
    try {
      const { data } = await this.http.personAt(role).call(showRequest, { query: { requestId: this.requestId } });
      const choice = data.decision?.choices.find((offered) => offered.verdict === verdict);
      return data.decision && choice ? { ...choice, taskId: data.decision.taskId } : null;
    } catch (thrown) {
      if (codeOf(thrown) !== 'not_found') throw thrown;
      return null;
    }
  }

  /** A decision where no task waits for this member: there is nothing to look at, so it is bound to what was shown last. */
  private unseen(event: HistoryEvent, role: Post, view: RequestView): ReadyAct {
    const task = view.tasks.find(({ status }) => status === 'open') ?? view.tasks.at(-1);
    if (task === undefined) throw new Error(`Request ${view.id} of case ${this.http.history.id} never had a task.`);
    const { revisionDigest } = view.current;
    const consequencesDigest = view.decisions.at(-1)?.consequencesDigest ?? revisionDigest;
    const verdict = event.act === 'rejected' ? 'reject' : 'approve';
    return { operation: 'decide', by: role, about: task.id, body: { verdict, revisionDigest, consequencesDigest, reason: reasonOf(event) } };
  }

  private async plain(prepare: () => ReadyAct | Promise<ReadyAct>): Promise<Answer> {
    const { answer } = await this.http.act(this.document, async () => prepare());
    return 'code' in answer ? { ok: false, code: answer.code } : { ok: true, status: statusIn(answer) };
  }

  /** A further request names the one before it, and every request of a case the one that the case began with. */
  private links(): { relatedRequestIds?: string[] } {
    const { requests } = this.http;
    const begun = requests.findLast(({ document }) => document === requests[0]?.document)?.id;
    const before = this.http.requestIdsOf(this.document).at(-1);
    const named = [...new Set([begun, before].filter((id) => id !== undefined))];
    return named.length === 0 ? {} : { relatedRequestIds: named };
  }

  private content(event: HistoryEvent): Record<string, unknown> {
    return contentOf(this.http.history, this.document, routeAt(this.routes, event), event);
  }

  /** The last request as its requester sees it. */
  private view(): Promise<RequestView> {
    return this.http.personAt('EMPLOYEE').call(getRequest, { params: { requestId: this.requestId } });
  }

  private get requestId(): string {
    const id = this.http.requestIdsOf(this.document).at(-1);
    if (id === undefined) throw new Error(`Nothing was submitted for case ${this.http.history.id} yet.`);
    return id;
  }
}

/** A note leaves the status as it was, and nobody asks for it. */
const statusIn = (answer: Extract<ActAnswer, { status: unknown }>) => answer.status ?? 'open';
const noDigest = '0'.repeat(64);
const timeOf = ({ statedTime }: HistoryEvent): string => (statedTime === null ? '' : `, ${statedTime}`);
const reasonOf = (event: HistoryEvent): string => `${event.activity}${timeOf(event)}. The log gives no reason.`;

/** Whether a signature that this post could have given counts for the revision at hand. */
const signedBy = ({ decisions }: RequestView, post: StepRole): boolean => {
  // Signatures stand over a version in which only the stated time differs; a rejection begins anew.
  const since = Math.max(0, ...decisions.filter(({ verdict }) => verdict !== 'approve').map(({ revision }) => revision));
  return decisions.some(({ verdict, revision, stepId }) => verdict === 'approve' && revision > since && way.some((step) => step.id === stepId && maySign(step, post)));
};
