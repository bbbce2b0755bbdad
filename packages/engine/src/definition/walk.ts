import type { ApprovalStep, Step } from './definition.js';

/** The sequences that a step holds, in order. */
export function sequencesOf(step: Step): readonly (readonly Step[])[] {
  if (step.kind === 'condition') return [...step.branches.map(({ steps }) => steps), step.otherwise];
  return step.kind === 'parallel' ? step.branches.map(({ steps }) => steps) : [];
}

/** Every step, nested ones after the one that holds them: the order in which they are read, and reached. */
export function stepsOf(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => [step, ...sequencesOf(step).flatMap(stepsOf)]);
}

export function findStep(steps: readonly Step[], stepId: string): Step | null {
  for (const step of steps) {
    if (step.id === stepId) return step;
    for (const inner of sequencesOf(step)) {
      const found = findStep(inner, stepId);
      if (found) return found;
    }
  }
  return null;
}

export const approvalsOf = (steps: readonly Step[]): ApprovalStep[] => stepsOf(steps).filter((step) => step.kind === 'approval');

/** The sequence that a step stands in, and its place there; null where there is no such step. */
export function placeOf(steps: readonly Step[], stepId: string): { readonly sequence: readonly Step[]; readonly index: number } | null {
  const index = steps.findIndex(({ id }) => id === stepId);
  if (index >= 0) return { sequence: steps, index };
  for (const step of steps) {
    for (const inner of sequencesOf(step)) {
      const found = placeOf(inner, stepId);
      if (found) return found;
    }
  }
  return null;
}

/** The composite steps that a step stands in, outermost first. */
export function holdersOf(steps: readonly Step[], stepId: string): Step[] {
  for (const step of steps) {
    const inner = sequencesOf(step).flat();
    if (inner.some(({ id }) => id === stepId)) return [step];
    const deeper = holdersOf(inner, stepId);
    if (deeper.length > 0) return [step, ...deeper];
  }
  return [];
}

/** The steps that going back to one begins anew: it, all that follows it in its sequence, and all that those hold. */
export function stepsFrom(steps: readonly Step[], stepId: string): Step[] {
  const place = placeOf(steps, stepId);
  return place ? stepsOf(place.sequence.slice(place.index)) : [];
}

/** Whether a run at `fromId` may go back to `toId`: to an earlier step of its own sequence or of one around it. */
export function mayGoBack(steps: readonly Step[], fromId: string, toId: string): boolean {
  const ids = [...holdersOf(steps, fromId).map(({ id }) => id), fromId];
  return ids.some((id) => {
    const place = placeOf(steps, id);
    const target = place?.sequence.findIndex((step) => step.id === toId) ?? -1;
    return place !== null && target >= 0 && target < place.index;
  });
}
