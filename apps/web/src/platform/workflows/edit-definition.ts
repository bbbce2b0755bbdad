import type { EditedDefinition } from '@countersign/contracts/workflows';

type AnyStep = EditedDefinition['steps'][number];
export type ApprovalStep = Extract<AnyStep, { kind: 'approval' }>;
export type WaitStep = Extract<AnyStep, { kind: 'wait' }>;
export type EffectStep = Extract<AnyStep, { kind: 'effect' }>;
export type EndStep = Extract<AnyStep, { kind: 'end' }>;
export type Source = ApprovalStep['approvers']['anyOf'][number];
export type Span = NonNullable<ApprovalStep['due']>;

interface Composite {
  readonly id: string;
  readonly name: string;
  readonly when?: string | undefined;
}
export interface Branch {
  readonly id: string;
  /** Of a condition step only. */
  readonly when?: string | undefined;
  readonly steps: readonly Step[];
}
export interface ConditionStep extends Composite {
  readonly kind: 'condition';
  readonly branches: readonly Branch[];
  readonly otherwise: readonly Step[];
}
export interface ParallelStep extends Composite {
  readonly kind: 'parallel';
  readonly branches: readonly Branch[];
  readonly join: number | 'all';
}
export type Step = ApprovalStep | WaitStep | EffectStep | EndStep | ConditionStep | ParallelStep;
export type StepKind = Step['kind'];

/** A definition while it is written: nested as deep as somebody nests it; what is too deep is a finding of the server's. */
export interface Definition {
  readonly formatVersion: 2;
  readonly steps: readonly Step[];
}

/** As it is sent: the server says what of it does not fit the format. */
export const sentDefinition = (definition: Definition): EditedDefinition => definition as EditedDefinition;

type Sequence = readonly Step[];

/** The sequences that a step holds; of a condition step the last is what is done otherwise. */
export function sequencesOf(step: Step): readonly Sequence[] {
  if (step.kind === 'condition') return [...step.branches.map(({ steps }) => steps), step.otherwise];
  return step.kind === 'parallel' ? step.branches.map(({ steps }) => steps) : [];
}

/** Every step, nested ones after the one that holds them. */
export const stepsOf = (steps: Sequence): Step[] => steps.flatMap((step) => [step, ...sequencesOf(step).flatMap(stepsOf)]);

export const findStep = ({ steps }: Definition, stepId: string): Step | undefined => stepsOf(steps).find(({ id }) => id === stepId);

function withSequences(step: Step, change: (sequence: Sequence, index: number) => Sequence): Step {
  if (step.kind !== 'condition' && step.kind !== 'parallel') return step;
  const branches = step.branches.map((branch, index) => ({ ...branch, steps: change(branch.steps, index) }));
  return step.kind === 'condition' ? { ...step, branches, otherwise: change(step.otherwise, branches.length) } : { ...step, branches };
}

/** Every sequence changed, the innermost first. */
function everywhere(steps: Sequence, change: (sequence: Sequence) => Sequence): Sequence {
  return change(steps.map((step) => withSequences(step, (sequence) => everywhere(sequence, change))));
}

const inAll = (definition: Definition, change: (sequence: Sequence) => Sequence): Definition => ({ ...definition, steps: everywhere(definition.steps, change) });

export const updateStep = (definition: Definition, stepId: string, change: (step: Step) => Step): Definition => inAll(definition, (sequence) => sequence.map((step) => (step.id === stepId ? change(step) : step)));
export const removeStep = (definition: Definition, stepId: string): Definition => inAll(definition, (sequence) => sequence.filter(({ id }) => id !== stepId));

/** After the step of that id; first of all where it is null. */
export function insertAfter(definition: Definition, stepId: string | null, step: Step): Definition {
  if (stepId === null) return { ...definition, steps: [step, ...definition.steps] };
  return inAll(definition, (sequence) => sequence.flatMap((each) => (each.id === stepId ? [each, step] : [each])));
}

/** At an end of one of the sequences that a step holds. */
export const insertInto = (definition: Definition, holderId: string, index: number, step: Step, end: 'first' | 'last' = 'last'): Definition =>
  updateStep(definition, holderId, (holder) => withSequences(holder, (sequence, at) => (at !== index ? sequence : end === 'first' ? [step, ...sequence] : [...sequence, step])));

interface Place {
  readonly holder: Step | null;
  readonly sequence: Sequence;
  readonly index: number;
}

function placeOf(steps: Sequence, stepId: string, holder: Step | null = null): Place | null {
  const index = steps.findIndex(({ id }) => id === stepId);
  if (index >= 0) return { holder, sequence: steps, index };
  for (const step of steps) {
    for (const inner of sequencesOf(step)) {
      const found = placeOf(inner, stepId, step);
      if (found) return found;
    }
  }
  return null;
}

/**
 * One place up or down, as the outline shows it: past a plain step, into a branch of a step that has some, from branch to branch, and out of them.
 * The same definition where there is no way to go.
 */
export function moveStep(definition: Definition, stepId: string, by: -1 | 1): Definition {
  const place = placeOf(definition.steps, stepId);
  const step = place?.sequence[place.index];
  if (!place || !step) return definition;
  const next = place.sequence[place.index + by];
  const without = removeStep(definition, stepId);
  if (next !== undefined) {
    const count = sequencesOf(next).length;
    if (count > 0) return insertInto(without, next.id, by > 0 ? 0 : count - 1, step, by > 0 ? 'first' : 'last');
    return by > 0 ? insertAfter(without, next.id, step) : insertBefore(without, next.id, step);
  }
  if (place.holder === null) return definition;
  const at = sequencesOf(place.holder).indexOf(place.sequence) + by;
  if (at >= 0 && at < sequencesOf(place.holder).length) return insertInto(without, place.holder.id, at, step, by > 0 ? 'first' : 'last');
  return by > 0 ? insertAfter(without, place.holder.id, step) : insertBefore(without, place.holder.id, step);
}

const insertBefore = (definition: Definition, stepId: string, step: Step): Definition => inAll(definition, (sequence) => sequence.flatMap((each) => (each.id === stepId ? [step, each] : [each])));

function freeId(definition: Definition, wanted: string): string {
  const taken = new Set(stepsOf(definition.steps).map(({ id }) => id));
  let id = wanted;
  for (let count = 2; taken.has(id); count += 1) id = `${wanted}-${count}`;
  return id;
}

const freeBranch = (branches: readonly Branch[]): string => {
  let count = branches.length + 1;
  while (branches.some(({ id }) => id === `branch-${count}`)) count += 1;
  return `branch-${count}`;
};

export const kindNames: Readonly<Record<StepKind, string>> = { approval: 'Approval', condition: 'Condition', parallel: 'Parallel', wait: 'Wait', effect: 'Effect', end: 'End' };

/** A step of a kind as it begins, with an id of its own. */
export function newStep(definition: Definition, kind: StepKind, { id = freeId(definition, kind), name = kindNames[kind] }: { readonly id?: string; readonly name?: string } = {}): Step {
  const base = { id, name };
  switch (kind) {
    case 'approval':
      return { ...base, kind, approvers: { anyOf: [] }, quorum: 1, onReject: 'return' };
    case 'condition':
      return { ...base, kind, branches: [{ id: 'branch-1', when: '', steps: [] }], otherwise: [] };
    case 'parallel':
      return { ...base, kind, branches: [{ id: 'branch-1', steps: [] }, { id: 'branch-2', steps: [] }], join: 'all' };
    case 'wait':
      return { ...base, kind, until: { hours: 24 } };
    case 'effect':
      return { ...base, kind, effect: { kind: 'webhook', endpointId: '', event: '' }, onReverse: 'person' };
    case 'end':
      return { ...base, kind, outcome: 'rejected' };
  }
}

export function addBranch(step: Step): Step {
  if (step.kind === 'condition') return { ...step, branches: [...step.branches, { id: freeBranch(step.branches), when: '', steps: [] }] };
  return step.kind === 'parallel' ? { ...step, branches: [...step.branches, { id: freeBranch(step.branches), steps: [] }] } : step;
}
