import type { ApprovalStep, Step, WorkflowDefinition } from '../definition/definition.js';
import type { Fact, FactBody, TaskOutcome } from '../facts/facts.js';
import { applyFact } from '../state/apply-fact.js';
import { hasEnded, type OpenTask, type RunState } from '../state/run-state.js';
import type { Answer, Command, RefusalOfCommand, World } from './command.js';

type CommandOf<K extends Command['kind']> = Extract<Command, { kind: K }>;

class Refused {
  constructor(readonly refusal: RefusalOfCommand) {}
}
const refuse = (refusal: RefusalOfCommand): never => {
  throw new Refused(refusal);
};

/**
 * What happens next: the facts that a command makes true and the state they lead to, or a typed refusal.
 * Pure: the same definition, state, command and answers of the world give the same result, always.
 */
export function decide(definition: WorkflowDefinition, state: RunState | null, command: Command, world: World): Answer {
  const run = new Run(definition, state, world);
  try {
    run.take(command);
  } catch (thrown) {
    if (thrown instanceof Refused) return { ok: false, refusal: thrown.refusal };
    throw thrown;
  }
  return { ok: true, state: run.current, facts: run.facts };
}

/** One command under way: collects facts and keeps the state they add up to. */
class Run {
  readonly facts: Fact[] = [];
  constructor(
    private readonly definition: WorkflowDefinition,
    private state: RunState | null,
    private readonly world: World,
  ) {}

  get current(): RunState {
    if (this.state === null) throw new Error('the run has not started');
    return this.state;
  }

  take(command: Command): void {
    switch (command.kind) {
      case 'start':
        return this.start(command);
      case 'decide':
        return this.decide(command);
      case 'revise':
        return this.revise(command);
      case 'withdraw':
        return this.withdraw(command);
      case 'resolve_again':
        return this.resolveAgain();
    }
  }

  private add(fact: FactBody): void {
    this.facts.push({ ...fact, at: this.world.now });
    this.state = applyFact(this.state, fact);
  }

  private start(command: CommandOf<'start'>): void {
    if (this.state !== null) throw new Error('a run starts once');
    const { requesterId, revision, revisionDigest, materialDigest } = command;
    this.add({ kind: 'run_started', requesterId, revision, revisionDigest, materialDigest });
    this.advance();
  }

  private decide(command: CommandOf<'decide'>): void {
    const task = this.openTaskFor(command);
    const { memberId, verdict, reason } = command;
    const { revision, revisionDigest } = this.current;
    if (verdict !== 'approve' && (reason === null || reason.trim() === '')) refuse({ code: 'reason_required' });
    this.add({ kind: 'decided', number: task.number, stepId: task.stepId, memberId, verdict, revision, revisionDigest, reason });
    if (verdict === 'approve') {
      if (task.approvedBy.length + 1 < task.quorum) return;
      this.close(task, 'approved');
      return this.advance();
    }
    this.close(task, verdict === 'reject' ? 'rejected' : 'changes_requested');
    const step = this.stepOf(task.stepId);
    if (verdict === 'reject' && step.onReject === 'end') return this.add({ kind: 'ended', outcome: 'rejected' });
    this.add({ kind: 'returned', stepId: task.stepId });
  }

  /** The open task that a decision is about; refused in the order in which a person would want to know. */
  private openTaskFor(command: CommandOf<'decide'>): OpenTask {
    const { openTask, requesterId, revision, revisionDigest } = this.current;
    if (command.memberId === requesterId) refuse({ code: 'own_request' });
    // A revision closes the task that was shown: what is new says more than that it is closed.
    if (command.revisionDigest !== revisionDigest) refuse({ code: 'revision_superseded', revision, revisionDigest });
    if (openTask === null || openTask.number !== command.taskNumber) return refuse({ code: 'task_closed' });
    if (!openTask.candidateIds.includes(command.memberId)) refuse({ code: 'not_a_candidate' });
    if (openTask.approvedBy.includes(command.memberId)) refuse({ code: 'already_decided' });
    return openTask;
  }

  private revise(command: CommandOf<'revise'>): void {
    const before = this.current;
    this.onlyTheRequester(command.memberId);
    if (command.revisionDigest === before.revisionDigest && before.status !== 'returned') refuse({ code: 'revision_unchanged' });
    // After a return everything is signed anew, whatever was changed: somebody asked for another look.
    const material = before.status !== 'open' || command.materialDigest !== before.materialDigest;
    if (material && before.openTask) this.close(before.openTask, 'superseded');
    const { revision, revisionDigest, materialDigest } = command;
    this.add({ kind: 'revised', revision, revisionDigest, materialDigest, material });
    if (material) this.advance();
  }

  private withdraw(command: CommandOf<'withdraw'>): void {
    this.onlyTheRequester(command.memberId);
    const { openTask } = this.current;
    if (openTask) this.close(openTask, 'withdrawn');
    this.add({ kind: 'ended', outcome: 'withdrawn' });
  }

  /** Roles have changed: a run that stopped goes on if it can, and a task that those left cannot complete is asked anew. */
  private resolveAgain(): void {
    const { status, openTask } = this.current;
    if (status === 'needs_approver') this.advance();
    if (status !== 'open' || openTask === null) return;
    const step = this.stepOf(openTask.stepId);
    const mayStill = this.world.resolve(step).candidates.map(({ memberId }) => memberId);
    const left = openTask.candidateIds.filter((id) => mayStill.includes(id) && !openTask.approvedBy.includes(id));
    if (openTask.approvedBy.length + left.length >= openTask.quorum) return;
    this.close(openTask, 'superseded');
    this.open(step);
  }

  private onlyTheRequester(memberId: string): void {
    if (memberId !== this.current.requesterId) refuse({ code: 'not_the_requester' });
    if (hasEnded(this.current.status)) refuse({ code: 'request_closed' });
  }

  private close(task: OpenTask, outcome: TaskOutcome): void {
    this.add({ kind: 'task_closed', number: task.number, stepId: task.stepId, outcome });
  }

  /** Goes on to the next step that applies: opens its task, stops for want of an approver, or ends the run. */
  private advance(): void {
    for (const step of this.definition.steps) {
      // An effect is wanted once everybody has signed; where no step asked anybody, nothing passes.
      if (step.kind === 'effect' && this.current.doneStepIds.length === 0) refuse({ code: 'no_step_applies' });
      const { doneStepIds, skippedStepIds } = this.current;
      if (doneStepIds.includes(step.id) || skippedStepIds.includes(step.id)) continue;
      if (!this.applies(step)) {
        this.add({ kind: 'step_skipped', stepId: step.id });
        continue;
      }
      if (step.kind === 'approval') return this.open(step);
      this.add({ kind: 'effect_wanted', stepId: step.id, effect: step.effect });
    }
    if (this.current.doneStepIds.length === 0) refuse({ code: 'no_step_applies' });
    this.add({ kind: 'ended', outcome: 'approved' });
  }

  private applies(step: Step): boolean {
    if (step.when === undefined) return true;
    const evaluation = this.world.evaluate(step, step.when);
    if (!evaluation.ok) return refuse({ code: 'condition_failed', stepId: step.id, message: evaluation.message });
    const { inputs, result } = evaluation;
    this.add({ kind: 'condition_evaluated', stepId: step.id, source: step.when, inputs, result });
    return result;
  }

  private open(step: ApprovalStep): void {
    const { requesterId, taskCount } = this.current;
    const resolved = this.world.resolve(step);
    // Somebody may be named twice, by two rules; that is still one signature.
    const named = resolved.candidates.filter(({ memberId }, index, all) => all.findIndex((other) => other.memberId === memberId) === index);
    const candidates = named.filter((candidate) => candidate.memberId !== requesterId);
    const own = named.filter((candidate) => candidate.memberId === requesterId);
    const excluded = [...resolved.excluded, ...own.map(({ memberId }) => ({ memberId, because: 'made this request' }))];
    const { id: stepId, quorum } = step;
    if (candidates.length < quorum) return this.add({ kind: 'approver_missing', stepId, quorum, candidates, excluded });
    this.add({ kind: 'task_opened', number: taskCount + 1, stepId, quorum, candidates, excluded });
  }

  private stepOf(stepId: string): ApprovalStep {
    const step = this.definition.steps.find((candidate) => candidate.id === stepId);
    if (step?.kind !== 'approval') throw new Error(`step ${stepId} is not an approval step of this version`);
    return step;
  }
}
