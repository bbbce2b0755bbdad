import type { WorkflowDifference } from '@countersign/contracts/workflows';
import { findStep, holdersOf, sequencesOf, stepsOf, type Step, type WorkflowDefinition } from '@countersign/engine';
import { changesOfStep } from './changes-of-step.part.js';
import type { Names } from './name-sources.part.js';

/** How one definition differs from another, a sentence each, in the order of steps; what is removed comes last. */
export function differencesOf(before: WorkflowDefinition, after: WorkflowDefinition, names: Names): WorkflowDifference[] {
  const [old, now] = [stepsOf(before.steps), stepsOf(after.steps)];
  const stayed = stayedInOrder(old.map(({ id }) => id), now.map(({ id }) => id));
  const nameOf = (stepId: string) => (findStep(after.steps, stepId) ?? findStep(before.steps, stepId))?.name ?? stepId;
  const differences = now.flatMap((step): WorkflowDifference[] => {
    const was = findStep(before.steps, step.id);
    if (was === null || was.kind !== step.kind) {
      const text = was === null ? `“${step.name}” is added, ${placeText(after, step)}.` : `“${step.name}” is another kind of step now.`;
      return [{ stepId: step.id, kind: was === null ? 'added' : 'changed', text }];
    }
    const moved = !stayed.has(step.id) || holderOf(before, step.id) !== holderOf(after, step.id);
    return [
      ...(moved ? [{ stepId: step.id, kind: 'moved' as const, text: `“${step.name}” comes ${placeText(after, step)} now.` }] : []),
      ...changesOfStep(was, step, names, nameOf).map((text) => ({ stepId: step.id, kind: 'changed' as const, text: `${step.name}: ${text}.` })),
    ];
  });
  const gone = old.filter(({ id }) => findStep(after.steps, id) === null);
  return [...differences, ...gone.map(({ id, name }) => ({ stepId: id, kind: 'removed' as const, text: `“${name}” is removed.` }))];
}

/** The branch that a step stands in; empty for the outermost sequence. */
function holderOf({ steps }: WorkflowDefinition, stepId: string): string {
  const holder = holdersOf(steps, stepId).at(-1);
  if (holder === undefined) return '';
  const at = sequencesOf(holder).findIndex((sequence) => sequence.some(({ id }) => id === stepId));
  return `${holder.id} ${branchIdOf(holder, at)}`;
}

const branchIdOf = (holder: Step, at: number): string => ('branches' in holder ? (holder.branches[at]?.id ?? 'otherwise') : '');

function placeText({ steps }: WorkflowDefinition, { id }: Step): string {
  const holder = holdersOf(steps, id).at(-1);
  const sequence = holder === undefined ? steps : (sequencesOf(holder).find((inner) => inner.some((step) => step.id === id)) ?? []);
  const index = sequence.findIndex((step) => step.id === id);
  const before = sequence[index - 1];
  if (before) return `after “${before.name}”`;
  if (holder === undefined) return 'first';
  const branch = branchIdOf(holder, sequencesOf(holder).indexOf(sequence));
  return `first in “${holder.name}”, ${branch === 'otherwise' ? 'otherwise' : `branch ${branch.replace(/^branch-(?=\d+$)/, '')}`}`;
}

/** Of what both have, the most that stands in the same order in both: a longest common subsequence. Each has `stepsMax` steps at most, nested ones included. */
function stayedInOrder(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const line = lengths[row];
      if (line) line[column] = before[row] === after[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const stayed = new Set<string>();
  for (let row = 0, column = 0; row < before.length && column < after.length; ) {
    const id = before[row];
    if (id !== undefined && id === after[column]) {
      stayed.add(id);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return stayed;
}
