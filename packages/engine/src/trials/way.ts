/**
 * Where a run has to be, worked out from the definition and from what is known to be true: no part of the engine is asked. Its own reading
 * of a definition, so that a mistake in the engine's is not repeated here.
 */
import type { ApprovalStep, EndStep, ParallelStep, Step } from '../definition/definition.js';

export interface Truth {
  /** What a condition gives for the revision at hand; null where it has no answer. */
  holds(source: string): boolean | null;
  isSigned(step: ApprovalStep): boolean;
  isWaitedFor(stepId: string): boolean;
  /** Whether a parallel step was done before. */
  wasDone(stepId: string): boolean;
}

export interface Way {
  /** How far it leads: to its end, to an end step, to where it waits, or to a condition without an answer. */
  to: 'passed' | EndStep['outcome'] | 'waits' | 'in doubt';
  readonly asked: string[];
  readonly waits: string[];
  readonly signed: ApprovalStep[];
  readonly effects: string[];
}

export function wayThrough(steps: readonly Step[], truth: Truth): Way {
  const way: Way = { to: 'passed', asked: [], waits: [], signed: [], effects: [] };
  for (const step of steps) {
    const applies = step.when === undefined || truth.holds(step.when);
    if (applies === false) continue;
    const inner = applies === null ? inDoubt() : wayInto(step, truth);
    for (const part of ['asked', 'waits', 'effects'] as const) way[part].push(...inner[part]);
    way.signed.push(...inner.signed);
    way.to = inner.to;
    if (way.to !== 'passed') break;
  }
  return way;
}

const inDoubt = (): Way => ({ to: 'in doubt', asked: [], waits: [], signed: [], effects: [] });

function wayInto(step: Step, truth: Truth): Way {
  const none: Way = { to: 'waits', asked: [], waits: [], signed: [], effects: [] };
  switch (step.kind) {
    case 'approval':
      return truth.isSigned(step) ? { ...none, to: 'passed', signed: [step] } : { ...none, asked: [step.id] };
    case 'wait':
      return truth.isWaitedFor(step.id) ? { ...none, to: 'passed' } : { ...none, waits: [step.id] };
    case 'effect':
      return { ...none, to: 'passed', effects: [step.id] };
    case 'end':
      return { ...none, to: step.outcome };
    case 'condition': {
      const taken = step.branches.find(({ when }) => truth.holds(when) !== false);
      if (taken && truth.holds(taken.when) === null) return inDoubt();
      return wayThrough(taken?.steps ?? step.otherwise, truth);
    }
    case 'parallel':
      return wayAlongside(step, truth);
  }
}

/** Once it was done by enough of its branches, nobody looks where the others would lead by now. */
function wayAlongside({ id, branches, join }: ParallelStep, truth: Truth): Way {
  const ways = branches.map(({ steps }) => wayThrough(steps, truth));
  const passed = ways.filter(({ to }) => to === 'passed');
  const enough = passed.length >= (join === 'all' ? ways.length : join);
  const elsewhere = ways.find(({ to }) => to !== 'passed' && to !== 'waits');
  if (elsewhere && !(enough && truth.wasDone(id))) return elsewhere;
  const counted = enough ? passed : ways;
  return { to: enough ? 'passed' : 'waits', asked: counted.flatMap(({ asked }) => asked), waits: counted.flatMap(({ waits }) => waits), signed: counted.flatMap(({ signed }) => signed), effects: [] };
}

const allSteps = new WeakMap<readonly Step[], readonly Step[]>();
const allApprovals = new WeakMap<readonly Step[], readonly ApprovalStep[]>();

/** Looked for often, and always of the same few definitions, which never change. */
function once<T>(found: WeakMap<readonly Step[], readonly T[]>, steps: readonly Step[], find: () => readonly T[]): readonly T[] {
  const known = found.get(steps) ?? find();
  found.set(steps, known);
  return known;
}

/** Every step, wherever it stands. */
export const everyStep = (steps: readonly Step[]): readonly Step[] => once(allSteps, steps, () => steps.flatMap((step) => [step, ...innerSequences(step).flatMap(everyStep)]));

export const approvalsIn = (steps: readonly Step[]): readonly ApprovalStep[] => once(allApprovals, steps, () => everyStep(steps).filter((step) => step.kind === 'approval'));

export function innerSequences(step: Step): (readonly Step[])[] {
  if (step.kind === 'parallel') return step.branches.map(({ steps }) => steps);
  return step.kind === 'condition' ? [...step.branches.map(({ steps }) => steps), step.otherwise] : [];
}

/** The ids of a step, of those after it in its sequence, and of all that they hold. */
export function onwardsFrom(steps: readonly Step[], stepId: string): string[] {
  const at = steps.findIndex(({ id }) => id === stepId);
  if (at >= 0) return everyStep(steps.slice(at)).map(({ id }) => id);
  return steps.flatMap((step) => innerSequences(step).flatMap((sequence) => onwardsFrom(sequence, stepId)));
}
