import type { Answer, Command } from '../commands/command.js';
import type { ApprovalStep, WorkflowDefinition } from '../definition/definition.js';
import type { Fact } from '../facts/facts.js';
import type { RunState } from '../state/run-state.js';
import type { Around } from './surroundings.js';
import { approvalsIn, onwardsFrom, wayThrough, type Way } from './way.js';

/** One command that was sent to a run, and what came of it. */
export interface Move {
  readonly definition: WorkflowDefinition;
  readonly requesterId: string;
  readonly around: Around;
  readonly before: RunState | null;
  readonly command: Command;
  readonly answer: Answer;
}

export interface Given {
  readonly stepId: string;
  readonly memberId: string;
  readonly onBehalfOf: string | undefined;
  readonly number: number;
  readonly revision: number;
  readonly servedFrom: string | undefined;
}

interface Task {
  readonly stepId: string;
  readonly quorum: number;
  candidateIds: readonly string[];
  /** Of these, whoever would be asked if nobody had been added. */
  anywayIds: readonly string[];
}

interface Added {
  readonly stepId: string;
  readonly memberId: string;
}

export const peopleOf = ({ memberId, onBehalfOf }: Given): string[] => (onBehalfOf === undefined ? [memberId] : [memberId, onBehalfOf]);

/**
 * What is true of a run, kept beside the engine: from the commands that were accepted, from what the world would answer, and, of facts,
 * only who was asked, what served and what was wanted. Each of these is judged before it is believed.
 */
export class Ledger {
  /** The signatures that count, in the order in which they were given. */
  live: Given[] = [];
  readonly tasks = new Map<number, Task>();
  /** How many must sign a step, as it was said when it was asked last. */
  readonly quorums = new Map<string, number>();
  wanted: string[] = [];
  /** Steps whose effect was begun to be undone, ever; and those of them of which nothing was said yet. */
  readonly undone: string[] = [];
  left: string[] = [];
  /** Who was added to a step and not taken away again, in that order. */
  added: Added[] = [];

  constructor(public definition: WorkflowDefinition) {}

  /** What the command itself does to the signatures; to be told before the facts are looked at. */
  obey({ command, before, around, definition }: Move): void {
    switch (command.kind) {
      case 'decide':
        return this.decided(command, before, around);
      case 'overdue':
        return this.expired(command.taskNumber);
      case 'revoke':
        return this.strike(this.live.filter(({ number, memberId, servedFrom }) => number === command.taskNumber && memberId === command.memberId && servedFrom === undefined));
      case 'revise':
        return this.strike(this.live.filter((given) => before?.status === 'returned' || this.changedFor(given, around).length > 0));
      case 'add_signer':
        this.added.push({ stepId: this.tasks.get(command.taskNumber)?.stepId ?? 'no step', memberId: command.signer.memberId });
        return;
      case 'remove_signer':
        this.added = this.added.filter(({ stepId, memberId }) => stepId !== command.stepId || memberId !== command.signerId);
        return;
      case 'migrate':
        return this.moved(command.from, definition);
      default:
    }
  }

  private decided({ memberId, onBehalfOf, taskNumber, verdict }: Extract<Command, { kind: 'decide' }>, before: RunState | null, around: Around): void {
    const stepId = this.tasks.get(taskNumber)?.stepId ?? 'no step';
    if (verdict === 'approve') this.live.push({ stepId, memberId, onBehalfOf, number: taskNumber, revision: before?.revision ?? around.contents.length, servedFrom: undefined });
    if (verdict === 'reject') this.wentBack(stepId);
  }

  private expired(taskNumber: number): void {
    const step = this.approval(this.tasks.get(taskNumber)?.stepId);
    if (step?.onOverdue && 'then' in step.onOverdue && step.onOverdue.then === 'reject') this.wentBack(step.id);
  }

  private wentBack(stepId: string): void {
    const onReject = this.approval(stepId)?.onReject;
    if (typeof onReject !== 'object') return;
    const onwards = onwardsFrom(this.definition.steps, onReject.goTo);
    const gone = this.withServed(this.live.filter((given) => onwards.includes(given.stepId))).map((given) => given.stepId);
    this.live = this.live.filter((given) => !onwards.includes(given.stepId) && !gone.includes(given.stepId));
  }

  private moved(from: WorkflowDefinition, to: WorkflowDefinition): void {
    this.definition = to;
    const old = approvalsIn(from.steps);
    this.strike(this.live.filter(({ stepId }) => !asksTheSame(old.find(({ id }) => id === stepId), this.approval(stepId))));
  }

  /** What counts no more counts nowhere: not where it serves either. */
  private strike(gone: readonly Given[]): void {
    const all = this.withServed(gone);
    this.live = this.live.filter((given) => !all.includes(given));
  }

  private withServed(gone: readonly Given[]): Given[] {
    const served = this.live.filter((given) => !gone.includes(given) && gone.some(({ stepId, memberId }) => given.servedFrom === stepId && given.memberId === memberId));
    return served.length === 0 ? [...gone] : this.withServed([...gone, ...served]);
  }

  changedFor({ stepId, memberId, onBehalfOf, revision }: Given, around: Around): string[] {
    const step = this.approval(stepId);
    return step ? around.changedSince(step, revision, onBehalfOf ?? memberId) : [];
  }

  /** Takes note of a fact that has been judged. */
  note(fact: Fact, move: Move): void {
    if (fact.kind === 'task_opened') {
      const [candidateIds, step] = [fact.candidates.map(({ memberId }) => memberId), this.approval(fact.stepId)];
      const byRule = step ? move.around.named(step, step.approvers.anyOf) : [];
      this.tasks.set(fact.number, { stepId: fact.stepId, quorum: fact.quorum, candidateIds, anywayIds: candidateIds.filter((id) => byRule.includes(id)) });
    }
    if (fact.kind === 'task_opened' || fact.kind === 'approver_missing') this.quorums.set(fact.stepId, fact.quorum);
    if (fact.kind === 'effect_wanted') this.wanted.push(fact.stepId);
    if (fact.kind === 'compensation_wanted' || fact.kind === 'effect_let_go') this.wanted = this.wanted.filter((stepId) => stepId !== fact.stepId);
    if (fact.kind === 'compensation_wanted') this.undone.push(fact.stepId);
    if (fact.kind === 'compensation_wanted' && fact.how !== 'nothing') this.left.push(fact.stepId);
    if (fact.kind === 'compensation_ended') this.left = this.left.filter((stepId) => stepId !== fact.stepId);
    if (fact.kind === 'signer_added') this.asked(fact.stepId, (ids) => [...ids, fact.memberId], 1);
    if (fact.kind === 'signer_removed') this.asked(fact.stepId, (ids) => ids.filter((id) => fact.isAskedStill || id !== fact.memberId), fact.quorum === undefined ? -1 : 0);
    const task = fact.kind === 'candidates_changed' ? this.tasks.get(fact.number) : undefined;
    if (fact.kind === 'candidates_changed' && task) this.others(task, fact.candidates.map(({ memberId }) => memberId), move);
    if (fact.kind === 'signature_served') this.live.push({ stepId: fact.stepId, memberId: fact.memberId, onBehalfOf: undefined, number: fact.number, revision: fact.revision, servedFrom: fact.fromStepId });
  }

  /** A task asks others, besides or instead; whoever signed it stays, and so does whoever was added. */
  private others(task: Task, candidateIds: readonly string[], { command, around, requesterId }: Move): void {
    const [step, before] = [this.approval(task.stepId), task.anywayIds];
    const isInstead = command.kind === 'reassign' && command.instead;
    const escalated = step?.onOverdue && 'escalateTo' in step.onOverdue ? around.named(step, step.onOverdue.escalateTo) : [];
    const offered = (command.kind === 'reassign' ? command.to.map(({ memberId }) => memberId) : escalated).filter((id) => step && this.barredFrom(step, id, requesterId) === null);
    const signed = this.on(task.stepId).map(({ memberId }) => memberId);
    task.anywayIds = candidateIds.filter((id) => offered.includes(id) || (before.includes(id) && (!isInstead || signed.includes(id))));
    task.candidateIds = candidateIds;
  }

  /** The last task of a step asks others, and more or fewer of them must sign. */
  private asked(stepId: string, others: (ids: readonly string[]) => readonly string[], more: 1 | 0 | -1): void {
    const task = [...this.tasks.values()].findLast((one) => one.stepId === stepId);
    if (task) task.candidateIds = others(task.candidateIds);
    this.quorums.set(stepId, (this.quorums.get(stepId) ?? 0) + more);
  }

  /** Who was added to a step. */
  addedTo(stepId: string): string[] {
    return this.added.filter((added) => added.stepId === stepId).map(({ memberId }) => memberId);
  }

  approval(stepId: string | undefined): ApprovalStep | undefined {
    return approvalsIn(this.definition.steps).find(({ id }) => id === stepId);
  }

  on(stepId: string): Given[] {
    return this.live.filter((given) => given.stepId === stepId);
  }

  /** Steps that others than this one's signers must sign. */
  differing(step: ApprovalStep): ApprovalStep[] {
    return approvalsIn(this.definition.steps).filter((other) => other.differsFrom?.includes(step.id) || step.differsFrom?.includes(other.id));
  }

  /** Why somebody may not sign a step, whoever asks them. */
  barredFrom(step: ApprovalStep, memberId: string, requesterId: string): 'own' | 'differs' | null {
    if (memberId === requesterId && !step.requesterMaySign) return 'own';
    return this.differing(step).some(({ id }) => this.on(id).some((given) => peopleOf(given).includes(memberId))) ? 'differs' : null;
  }

  mustSign(step: ApprovalStep): number {
    return step.quorum === 'all' ? (this.quorums.get(step.id) ?? Number.POSITIVE_INFINITY) : step.quorum + this.addedTo(step.id).length;
  }

  /** Whether these signatures are enough for a step: as many as it asks for, and those of everybody who was added. */
  suffices(step: ApprovalStep, given: readonly Given[]): boolean {
    const people = given.flatMap(peopleOf);
    return new Set(given.map(({ memberId }) => memberId)).size >= this.mustSign(step) && this.addedTo(step.id).every((id) => people.includes(id));
  }

  way(around: Around, state: RunState): Way {
    return wayThrough(this.definition.steps, {
      holds: (source) => around.holds(source),
      isSigned: (step) => this.suffices(step, this.on(step.id)),
      isWaitedFor: (stepId) => state.doneStepIds.includes(stepId),
      wasDone: (stepId) => state.doneStepIds.includes(stepId),
    });
  }
}

/** Whether who signed one step has signed the other: field by field, whatever the order in which they are written. */
function asksTheSame(one: ApprovalStep | undefined, other: ApprovalStep | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const said = ({ when, approvers, quorum, differsFrom = [], servedBy = [], requesterMaySign = false, boundTo, stepUp = false }: ApprovalStep) => [when, approvers, quorum, differsFrom, servedBy, requesterMaySign, boundTo, stepUp].map((part) => JSON.stringify(part));
  const [a, b] = [said(one), said(other)];
  return a.every((part, index) => part === b[index]);
}
