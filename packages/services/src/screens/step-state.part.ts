import type { FlowStep } from '@countersign/contracts/screens';
import { hasEnded, holdersOf, stepsOf, type RunState, type Step, type World } from '@countersign/engine';

type Effect = { readonly stepId: string; readonly state: FlowStep['state'] };

/** A run as its steps are shown: its version's steps, its state, how its effects stand, and what its conditions would say now. */
export interface ShownRun {
  readonly steps: readonly Step[];
  readonly state: RunState;
  readonly effects: readonly Effect[];
  readonly evaluate: (step: Step, source: string) => ReturnType<World['evaluate']>;
  /** Where a run that was ended or given back by a task stopped. */
  readonly stoppedAt: string | null;
}

/** Where a step of a run stands, as the strip of its steps shows it. */
export function stepStateOf(step: Step, run: ShownRun): FlowStep['state'] {
  const { state, effects } = run;
  if (state.skippedStepIds.includes(step.id) || isOffTheWay(step, run)) return 'skipped';
  const effect = step.kind === 'effect' ? effects.find((candidate) => candidate.stepId === step.id) : undefined;
  if (effect) return effect.state;
  if (state.doneStepIds.includes(step.id)) return 'done';
  if (state.stoppedStepIds.includes(step.id) || run.stoppedAt === step.id) return 'stopped';
  if (isUnderWay(step, state)) return 'current';
  return isStillToCome(step, run) ? 'ahead' : 'skipped';
}

const awaitedIds = ({ openTasks, stoppedStepIds, waits }: RunState) => [...openTasks.map(({ stepId }) => stepId), ...stoppedStepIds, ...waits.map(({ stepId }) => stepId)];

/** Whether the run waits at a step, or at one that it holds. */
const isUnderWay = (step: Step, state: RunState) => stepsOf([step]).some(({ id }) => awaitedIds(state).includes(id));

/** Whether it stands in a branch that was not taken. */
function isOffTheWay(step: Step, { steps, state }: ShownRun): boolean {
  return holdersOf(steps, step.id).some((holder) => {
    if (state.skippedStepIds.includes(holder.id)) return true;
    const taken = state.branches.find(({ stepId }) => stepId === holder.id)?.branchId;
    if (holder.kind !== 'condition' || taken === undefined) return false;
    const way = holder.branches.find(({ id }) => id === taken)?.steps ?? holder.otherwise;
    return !stepsOf(way).some(({ id }) => id === step.id);
  });
}

/**
 * A step not reached yet is promised only where the run can come to it and, by what is asked for now, would. The engine evaluates
 * again when it gets there; a condition that cannot be worked out is not known to be false.
 */
function isStillToCome(step: Step, run: ShownRun): boolean {
  const { status } = run.state;
  if (hasEnded(status)) return status === 'approved';
  return foreseenOf(step, run) !== false;
}

/** Whether a step would be taken as the request stands now; null where that cannot be worked out. */
export function foreseenOf(step: Step, run: Pick<ShownRun, 'steps' | 'evaluate'>): boolean | null {
  const asked = [...holdersOf(run.steps, step.id), step];
  const answers = asked.flatMap((each, index) => [answerOf(run, each, each.when), branchAnswer(run, each, asked[index + 1])]);
  if (answers.includes(false)) return false;
  return answers.includes(null) ? null : true;
}

function answerOf({ evaluate }: Pick<ShownRun, 'evaluate'>, step: Step, source: string | undefined): boolean | null {
  if (source === undefined) return true;
  const evaluation = evaluate(step, source);
  return evaluation.ok ? evaluation.result : null;
}

/** Whether a condition step would take the branch in which the next step stands. */
function branchAnswer(run: Pick<ShownRun, 'evaluate'>, holder: Step, next: Step | undefined): boolean | null {
  if (holder.kind !== 'condition' || next === undefined) return true;
  for (const { when, steps } of holder.branches) {
    const answer = answerOf(run, holder, when);
    const leads = steps.some(({ id }) => id === next.id);
    if (answer !== false) return answer === null ? null : leads;
    if (leads) return false;
  }
  return holder.otherwise.some(({ id }) => id === next.id);
}
