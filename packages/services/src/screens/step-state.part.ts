import type { FlowStep } from '@countersign/contracts/screens';
import { hasEnded, type RunState, type Step, type World } from '@countersign/engine';

type Effect = { readonly stepId: string; readonly state: string };

/** Where a step of a run stands, as the strip of its steps shows it. */
export function stepStateOf(step: Step, state: RunState, effects: readonly Effect[], world: Pick<World, 'evaluate'>): FlowStep['state'] {
  if (state.skippedStepIds.includes(step.id)) return 'skipped';
  const effect = step.kind === 'effect' ? effects.find((candidate) => candidate.stepId === step.id) : undefined;
  if (effect) return effect.state === 'succeeded' ? 'done' : effect.state === 'failed' || effect.state === 'parked' ? 'stopped' : 'current';
  if (state.doneStepIds.includes(step.id)) return 'done';
  if (state.currentStepId === step.id) return state.status === 'open' ? 'current' : 'stopped';
  return isStillToCome(step, state, world) ? 'ahead' : 'skipped';
}

/**
 * A step not reached yet is promised only where the run can come to it and, by what is asked for now, would. The engine evaluates
 * again when it gets there; a condition that cannot be worked out is not known to be false.
 */
function isStillToCome(step: Step, state: RunState, world: Pick<World, 'evaluate'>): boolean {
  if (state.status === 'withdrawn' || state.status === 'rejected') return false;
  if (step.when === undefined || hasEnded(state.status)) return true;
  const evaluation = world.evaluate(step, step.when);
  return !evaluation.ok || evaluation.result;
}
