import type { WorkflowFinding } from '@countersign/contracts/workflows';
import { stepsOf, type Definition, type Step } from './edit-definition.js';
import { waysTo } from './finding-place.js';

/** Steps that somebody has begun here, each with the fields that were left since: what they have not come to yet is not held against them. */
export type BegunSteps = ReadonlyMap<string, ReadonlySet<string>>;

/** What a step is; once that is another, it begins anew. */
const natureOf = (step: Step): string => JSON.stringify([step.kind, step.kind === 'effect' && [step.effect.kind, typeof step.onReverse === 'object' ? step.onReverse.kind : null]]);

/** With the steps that a change began, or made another kind of. */
export function begunBy(begun: BegunSteps, before: Definition, after: Definition): BegunSteps {
  const known = new Map(stepsOf(before.steps).map((step) => [step.id, natureOf(step)]));
  const anew = stepsOf(after.steps).filter((step) => known.get(step.id) !== natureOf(step));
  return anew.length === 0 ? begun : new Map([...begun, ...anew.map(({ id }) => [id, new Set<string>()] as const)]);
}

/** Once some fields of a step were left; all of it where none is named. */
export function leftOf(begun: BegunSteps, stepId: string, fields: readonly string[] | null): BegunSteps {
  const left = begun.get(stepId);
  if (left === undefined) return begun;
  const next = new Map(begun);
  if (fields === null) next.delete(stepId);
  else next.set(stepId, new Set([...left, ...fields]));
  return next;
}

/** Whether a finding is about something that somebody has not come to yet. */
export function isAhead(begun: BegunSteps, { stepId, field }: WorkflowFinding): boolean {
  const left = stepId === null ? undefined : begun.get(stepId);
  return left !== undefined && field !== null && !waysTo(field).some((way) => left.has(way));
}
