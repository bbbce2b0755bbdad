import type { ApprovalStep, ConditionStep, EffectStep, ParallelStep, Step, WaitStep } from '../definition/definition.js';
import { approvalsOf } from '../definition/walk.js';
import type { RunState } from '../state/run-state.js';
import { askFor, canBeCompleted } from './ask.js';
import { refuse, type Run } from './run.js';

/** Whether a step lets the run pass, waits, or has ended it. */
type Way = 'passed' | 'waits' | 'ended';

/**
 * Goes on from wherever the run is: looks at its steps in order, takes up each that it comes to, and lets go of what its way does not
 * lead through any more. What is done, skipped or chosen already is in the state, so that looking again changes nothing.
 */
export function advance(run: Run): void {
  const awaited = new Set<string>();
  const way = walk(run, run.definition.steps, awaited);
  if (way === 'ended') return;
  letGo(run, awaited);
  if (way !== 'passed') return;
  requireSigned(run);
  run.end('approved');
}

/** Nothing passes that nobody signed. */
function requireSigned({ state, definition }: Run): void {
  if (!approvalsOf(definition.steps).some(({ id }) => state.doneStepIds.includes(id))) refuse({ code: 'no_step_applies' });
}

function letGo(run: Run, awaited: ReadonlySet<string>): void {
  for (const task of run.state.openTasks) if (!awaited.has(task.stepId)) run.close(task, 'superseded');
  const { stoppedStepIds, waits } = run.state;
  for (const stepId of [...stoppedStepIds, ...waits.map((wait) => wait.stepId)]) if (!awaited.has(stepId)) run.add({ kind: 'step_left', stepId });
}

function walk(run: Run, steps: readonly Step[], awaited: Set<string>): Way {
  for (const step of steps) {
    if (isPassed(run.state, step)) continue;
    if ((!isUnderWay(run.state, step) || asksAgain(run, step)) && !applies(run, step)) {
      run.add({ kind: 'step_skipped', stepId: step.id });
      continue;
    }
    const way = take(run, step, awaited);
    if (way === 'waits') awaited.add(step.id);
    if (way !== 'passed') return way;
  }
  return 'passed';
}

const isPassed = ({ doneStepIds, skippedStepIds, effectStepIds }: RunState, { id }: Step) => doneStepIds.includes(id) || skippedStepIds.includes(id) || effectStepIds.includes(id);

/** Whether the run is in a step already, so that its condition was asked. */
const isUnderWay = ({ openTasks, waits, branches, stoppedStepIds }: RunState, { id }: Step) =>
  stoppedStepIds.includes(id) || [...openTasks, ...waits, ...branches].some(({ stepId }) => stepId === id);

const asksAgain = (run: Run, { when }: Step) => when !== undefined && run.asksAgain(when);

function applies(run: Run, step: Step): boolean {
  return step.when === undefined || holds(run, step, step.when);
}

function holds(run: Run, step: Step, source: string, branchId?: string): boolean {
  const evaluation = run.world.evaluate(step, source, run.state);
  if (!evaluation.ok) return refuse({ code: 'condition_failed', stepId: step.id, message: evaluation.message });
  const { inputs, result } = evaluation;
  run.add({ kind: 'condition_evaluated', stepId: step.id, ...(branchId !== undefined && { branchId }), source, inputs, result });
  return result;
}

function take(run: Run, step: Step, awaited: Set<string>): Way {
  switch (step.kind) {
    case 'approval':
      return takeApproval(run, step);
    case 'condition':
      return takeCondition(run, step, awaited);
    case 'parallel':
      return takeParallel(run, step, awaited);
    case 'wait':
      return takeWait(run, step);
    case 'effect':
      return takeEffect(run, step);
    case 'end':
      if (step.outcome === 'approved') requireSigned(run);
      run.end(step.outcome);
      return 'ended';
  }
}

/**
 * A task that is open stays so; one that everybody has signed whom it needs is closed, and one that those who were asked cannot complete
 * any more is asked anew. One that nobody could sign waits until people are looked for again.
 */
function takeApproval(run: Run, step: ApprovalStep): Way {
  const open = () => run.state.openTasks.find(({ stepId }) => stepId === step.id);
  if (run.state.stoppedStepIds.includes(step.id)) return 'waits';
  const before = open();
  if (before && !canBeCompleted(run, before)) run.close(before, 'superseded');
  if (!open()) askFor(run, step);
  const task = open();
  if (task === undefined || run.missing(task) > 0) return 'waits';
  run.close(task, 'approved');
  return 'passed';
}

const otherwise = 'otherwise';

function takeCondition(run: Run, step: ConditionStep, awaited: Set<string>): Way {
  const chosen = run.state.branches.find(({ stepId }) => stepId === step.id)?.branchId ?? choose(run, step);
  const steps = step.branches.find(({ id }) => id === chosen)?.steps ?? step.otherwise;
  return done(run, step, walk(run, steps, awaited));
}

function choose(run: Run, step: ConditionStep): string {
  const branchId = step.branches.find(({ id, when }) => holds(run, step, when, id))?.id ?? otherwise;
  run.add({ kind: 'branch_taken', stepId: step.id, branchId });
  return branchId;
}

function takeParallel(run: Run, step: ParallelStep, awaited: Set<string>): Way {
  if (!run.state.branches.some(({ stepId }) => stepId === step.id)) run.add({ kind: 'branch_taken', stepId: step.id, branchId: 'all' });
  const inner = new Set<string>();
  let passed = 0;
  for (const { steps } of step.branches) {
    const way = walk(run, steps, inner);
    if (way === 'ended') return way;
    if (way === 'passed') passed += 1;
  }
  if (passed >= (step.join === 'all' ? step.branches.length : step.join)) return done(run, step, 'passed');
  for (const stepId of inner) awaited.add(stepId);
  return 'waits';
}

function done(run: Run, { id }: Step, way: Way): Way {
  if (way === 'passed') run.add({ kind: 'step_done', stepId: id });
  return way;
}

function takeWait(run: Run, step: WaitStep): Way {
  if (run.state.waits.some(({ stepId }) => stepId === step.id)) return 'waits';
  const isForMessage = 'message' in step.until;
  const until = isForMessage ? null : run.world.waitUntil(step);
  if (until === null && !isForMessage) return refuse({ code: 'condition_failed', stepId: step.id, message: 'The day that it waits for is not stated.' });
  run.add({ kind: 'wait_started', stepId: step.id, until });
  return 'waits';
}

/** An effect is wanted once everybody has signed who is asked before it. */
function takeEffect(run: Run, step: EffectStep): Way {
  requireSigned(run);
  run.add({ kind: 'effect_wanted', stepId: step.id, effect: step.effect });
  return 'passed';
}
