import type { ApprovalStep, Step, WorkflowDefinition } from '../definition/definition.js';
import { findStep, holdersOf } from '../definition/walk.js';
import type { Fact, FactBody, TaskOutcome } from '../facts/facts.js';
import { applyFact } from '../state/apply-fact.js';
import { signersOf, tookPart, type EndedStatus, type OpenTask, type RunState, type Signature } from '../state/run-state.js';
import type { RefusalOfCommand, World } from './command.js';

export class Refused {
  constructor(readonly refusal: RefusalOfCommand) {}
}
export const refuse = (refusal: RefusalOfCommand): never => {
  throw new Refused(refusal);
};

/** One command under way: collects facts and keeps the state they add up to. */
export class Run {
  readonly facts: Fact[] = [];
  /** Conditions that are asked again of steps that the run is in already; none, unless the command says so. */
  asksAgain: (source: string) => boolean = () => false;
  constructor(
    readonly definition: WorkflowDefinition,
    private kept: RunState | null,
    readonly world: World,
  ) {}

  get state(): RunState {
    if (this.kept === null) throw new Error('the run has not started');
    return this.kept;
  }

  get hasStarted(): boolean {
    return this.kept !== null;
  }

  add(fact: FactBody): void {
    const stamped = { ...fact, at: this.world.now };
    this.facts.push(stamped);
    this.kept = applyFact(this.kept, stamped);
  }

  close({ number, stepId }: OpenTask, outcome: TaskOutcome): void {
    this.add({ kind: 'task_closed', number, stepId, outcome });
  }

  closeAll(outcome: TaskOutcome): void {
    for (const task of this.state.openTasks) this.close(task, outcome);
  }

  /** Ends the run; whoever is still asked need not answer, and effects that were wanted are undone, the last one first. */
  end(outcome: EndedStatus, tasks: TaskOutcome = 'superseded', neverBegun: readonly string[] = [], said: { readonly byMemberId?: string; readonly reason?: string } = {}): void {
    this.closeAll(tasks);
    if (outcome !== 'approved') this.compensate(neverBegun);
    this.add({ kind: 'ended', outcome, ...said });
    this.noteCompensated();
  }

  /** Once nothing is left of what was to be undone. */
  noteCompensated(): void {
    const { compensation } = this.state;
    if (compensation?.state === 'compensating' && compensation.leftStepIds.length === 0) this.add({ kind: 'compensated' });
  }

  private compensate(neverBegun: readonly string[]): void {
    for (const stepId of [...this.state.effectStepIds].reverse()) {
      const step = this.stepOf(stepId);
      if (step.kind !== 'effect') throw new Error(`step ${stepId} wanted an effect and is none`);
      this.add({ kind: 'compensation_wanted', stepId, how: neverBegun.includes(stepId) ? 'nothing' : step.onReverse });
    }
  }

  stepOf(stepId: string): Step {
    const step = findStep(this.definition.steps, stepId);
    if (step === null) throw new Error(`step ${stepId} is not of this version`);
    return step;
  }

  approvalOf(stepId: string): ApprovalStep {
    const step = this.stepOf(stepId);
    if (step.kind !== 'approval') throw new Error(`step ${stepId} is not an approval step of this version`);
    return step;
  }

  /** How many more must sign an open task: as many as it asks for, and among them everybody who was added to it. */
  missing({ stepId, quorum, addedIds = [] }: Pick<OpenTask, 'stepId' | 'quorum' | 'addedIds'>): number {
    const took = tookPart(this.state, stepId);
    return Math.max(quorum - signersOf(this.state, stepId).length, addedIds.filter((id) => !took.has(id)).length);
  }

  /** The fields for which a signature is void by the revision at hand; none where it carries over. */
  changedSince({ stepId, memberId, onBehalfOf, revision }: Signature): readonly string[] {
    return this.world.changedSince(this.approvalOf(stepId), { revision, memberId: onBehalfOf ?? memberId });
  }

  /** These signatures, and wherever else they serve: what counts no more counts nowhere. */
  withServed(signatures: readonly Signature[]): Signature[] {
    const all = [...signatures];
    for (const { stepId, memberId } of all) {
      all.push(...this.state.signatures.filter((other) => other.servedFrom === stepId && other.memberId === memberId && !all.includes(other)));
    }
    return all;
  }

  /** These steps, and those that hold them and are done: none of them stays so while one of these is not. */
  withHolders(stepIds: Iterable<string>): string[] {
    const { doneStepIds } = this.state;
    const all = [...stepIds].flatMap((stepId) => [...holdersOf(this.definition.steps, stepId).map(({ id }) => id).filter((id) => doneStepIds.includes(id)), stepId]);
    return [...new Set(all)];
  }
}
