import { compileCondition } from '@countersign/conditions';
import { conditionsOf, stepsOf, type Step, type WorkflowDefinition } from '@countersign/engine';

/** Whether a condition can depend on a field; one that cannot be read might on any. */
export function readsField(source: string, field: string): boolean {
  const compiled = compileCondition(source);
  return !compiled.ok || compiled.condition.reads(field);
}

/** Whether a condition can depend on what was decided before. */
export function readsDecisions(source: string): boolean {
  const compiled = compileCondition(source);
  return compiled.ok && compiled.condition.readsDecisions();
}

/** Whether some condition depends on the requester's roles, groups or manager, which are looked up for it. */
export const readsStanding = ({ steps }: WorkflowDefinition): boolean =>
  stepsOf(steps).some((step) => conditionsOf(step).some((source) => {
    const compiled = compileCondition(source);
    return compiled.ok && compiled.condition.readsStanding();
  }));

/** The steps whose conditions read a field: a change of it may decide who signs, and what is carried out. */
export const stepsReading = ({ steps }: WorkflowDefinition, field: string): readonly Step[] => stepsOf(steps).filter((step) => conditionsOf(step).some((source) => readsField(source, field)));

/** Those of them whose conditions can be read: what is said of the others is that they cannot. */
export const stepsKnownToRead = ({ steps }: WorkflowDefinition, field: string): readonly Step[] =>
  stepsOf(steps).filter((step) => conditionsOf(step).some((source) => compileCondition(source).ok && readsField(source, field)));
