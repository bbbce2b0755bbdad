import type { Form } from '@countersign/contracts/request-types';
import type { FlowStep } from '@countersign/contracts/screens';
import type { Step } from '@countersign/engine';
import { conditionViewOf } from './condition-text.part.js';

export interface PlacedStep extends Pick<FlowStep, 'depth' | 'branch'> {
  readonly step: Step;
}

/** Every step with its place, in the order in which they are read: those that a step holds follow it, one level deeper. */
export function placedSteps(steps: readonly Step[], forms: readonly Form[], depth = 0, branch: FlowStep['branch'] = null): PlacedStep[] {
  return steps.flatMap((step) => [{ step, depth, branch }, ...branchesOf(step, forms).flatMap(({ steps: inner, ...held }) => placedSteps(inner, forms, depth + 1, held))]);
}

type Held = NonNullable<FlowStep['branch']> & { readonly steps: readonly Step[] };

function branchesOf(step: Step, forms: readonly Form[]): Held[] {
  const { id: stepId } = step;
  if (step.kind === 'parallel') return step.branches.map(({ id: branchId, steps }) => ({ stepId, branchId, condition: null, steps }));
  if (step.kind !== 'condition') return [];
  return [
    ...step.branches.map(({ id: branchId, when, steps }) => ({ stepId, branchId, condition: conditionViewOf(when, forms), steps })),
    { stepId, branchId: 'otherwise', condition: null, steps: step.otherwise },
  ];
}
