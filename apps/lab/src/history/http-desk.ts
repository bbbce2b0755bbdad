import type { ReplyOf, RefusalCode } from '@countersign/contracts/platform';
import { getRequest, reviseRequest, submitRequest, withdrawRequest, type RequestStatus } from '@countersign/contracts/requests';
import { decideRequest, previewDecision } from '@countersign/contracts/tasks';
import { codeOf, type Person } from '../platform/person.js';
import { stableKey } from '../platform/stable-key.js';
import type { Answer, Desk, SignAnswer } from './desk.js';
import { stepRoles, type HistoryCase, type HistoryEvent, type StepRole } from './history-case.js';
import { contentOf, stepNames, unitOf } from './history-form.js';
import type { Organisation } from './organisation.js';

type RequestView = ReplyOf<typeof getRequest>;
const roleOfStep = (stepId: string): StepRole | null => stepRoles.find((role) => stepNames[role].id === stepId) ?? null;

/** Does the acts of one case over the public API, as the people of its unit. */
export class HttpDesk implements Desk {
  /** Every request this case became, oldest first; the acts are about the last. */
  readonly requestIds: string[] = [];
  private lastDecider: Person | null = null;

  constructor(
    private readonly organisation: Organisation,
    private readonly history: HistoryCase,
    private readonly route: readonly StepRole[],
    private readonly seed: string,
  ) {}

  async submit(event: HistoryEvent): Promise<Answer> {
    const body = { requestTypeId: this.organisation.requestTypeId, content: contentOf(this.history, this.route, event) };
    return this.asAnswer(async () => {
      const { id, status } = await this.employee.call(submitRequest, { body }, this.key(event, 'submit'));
      this.requestIds.push(id);
      return status;
    });
  }

  async resubmit(event: HistoryEvent): Promise<Answer> {
    const input = { params: { requestId: this.requestId }, body: { content: contentOf(this.history, this.route, event) } };
    return this.asAnswer(async () => (await this.employee.call(reviseRequest, input, this.key(event, 'revise'))).status);
  }

  async withdraw(event: HistoryEvent): Promise<Answer> {
    const input = { params: { requestId: this.requestId }, body: { reason: reasonOf(event) } };
    return this.asAnswer(async () => (await this.employee.call(withdrawRequest, input, this.key(event, 'withdraw'))).status);
  }

  async sign(event: HistoryEvent, role: StepRole): Promise<SignAnswer> {
    const member = this.organisation.approverOf(role, unitOf(this.history));
    const view = await this.view();
    const open = view.tasks.find(({ status }) => status === 'open');
    const openRole = open === undefined ? null : roleOfStep(open.stepId);
    const answer = await this.asAnswer(async () => (open !== undefined && openRole === role ? this.decide(event, member, open.id) : this.decideUnseen(event, member, view)));
    if (answer.ok) return answer;
    return { ...answer, openRole, signedAlready: signaturesOf(view).has(role) };
  }

  async rejectAsLastDecider(event: HistoryEvent): Promise<Answer> {
    const view = await this.view();
    const member = this.lastDecider ?? this.organisation.approverOf('SUPERVISOR', unitOf(this.history));
    return this.asAnswer(() => this.decideUnseen(event, member, view));
  }

  /** Looks at what the decision would cause, and decides bound to exactly that. */
  private async decide(event: HistoryEvent, member: Person, taskId: string): Promise<RequestStatus> {
    const verdict = event.act === 'rejected' ? 'reject' : 'approve';
    const { revisionDigest, consequencesDigest } = await member.call(previewDecision, { params: { taskId }, query: { verdict } });
    const body = { verdict, revisionDigest, consequencesDigest, ...(verdict === 'reject' && { reason: reasonOf(event) }) } as const;
    const reply = await member.call(decideRequest, { params: { taskId }, body }, this.key(event, 'decide'));
    this.lastDecider = member;
    return reply.requestStatus;
  }

  /** Tries a decision where no task waits for this member: there is nothing to look at, so it is bound to what was shown last. */
  private async decideUnseen(event: HistoryEvent, member: Person, view: RequestView): Promise<RequestStatus> {
    const task = view.tasks.find(({ status }) => status === 'open') ?? view.tasks.at(-1);
    if (task === undefined) throw new Error(`Request ${view.id} of case ${this.history.id} never had a task.`);
    const verdict = event.act === 'rejected' ? 'reject' : 'approve';
    const { revisionDigest } = view.current;
    const consequencesDigest = view.decisions.at(-1)?.consequencesDigest ?? revisionDigest;
    const body = { verdict, revisionDigest, consequencesDigest, reason: reasonOf(event) } as const;
    const reply = await member.call(decideRequest, { params: { taskId: task.id }, body }, this.key(event, 'decide'));
    return reply.requestStatus;
  }

  /** The last request as its requester sees it. */
  view(): Promise<RequestView> {
    return this.employee.call(getRequest, { params: { requestId: this.requestId } });
  }

  private async asAnswer(act: () => Promise<RequestStatus>): Promise<Answer> {
    try {
      return { ok: true, status: await act() };
    } catch (thrown) {
      const code: RefusalCode | null = codeOf(thrown);
      if (code === null) throw thrown;
      return { ok: false, code };
    }
  }

  private get employee(): Person {
    return this.organisation.employeeOf(unitOf(this.history));
  }

  private get requestId(): string {
    const id = this.requestIds.at(-1);
    if (id === undefined) throw new Error(`Nothing was submitted for case ${this.history.id} yet.`);
    return id;
  }

  private key(event: HistoryEvent, act: string): string {
    return stableKey(this.seed, this.history.id, this.history.events.indexOf(event), act, this.requestIds.length);
  }
}

const reasonOf = ({ activity, statedTime }: HistoryEvent): string => `${activity}, ${statedTime}. The log gives no reason.`;

/** The roles whose signature counts for the revision at hand. */
function signaturesOf(view: RequestView): ReadonlySet<StepRole> {
  const roles = view.decisions.filter(({ verdict, revision }) => verdict === 'approve' && revision === view.revision).map(({ stepId }) => roleOfStep(stepId));
  return new Set(roles.filter((role) => role !== null));
}
