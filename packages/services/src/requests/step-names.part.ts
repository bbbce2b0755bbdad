import type { RequestHistory } from '@countersign/database/requests';
import { findStep, type Fact, type WorkflowDefinition } from '@countersign/engine';

/**
 * What a step was called when a fact became true. What happened before the run was moved to the version that it is on is told by the
 * names that tasks were asked under; of a step that was never asked then, only its name of today is known.
 */
export function stepNamesAt({ steps }: WorkflowDefinition, { facts, tasks }: Pick<RequestHistory, 'facts' | 'tasks'>): (fact: Fact, stepId: string) => string {
  const all = facts.map(({ fact }) => fact as Fact);
  const beforeMove = all.slice(0, all.findLastIndex(({ kind }) => kind === 'migrated') + 1);
  const openedThrough = (index: number) => beforeMove.slice(0, index + 1).reduce((newest, fact) => (fact.kind === 'task_opened' ? Math.max(newest, fact.number) : newest), 0);
  const then = (fact: Fact, stepId: string) => {
    const index = beforeMove.indexOf(fact);
    if (index === -1) return undefined;
    const known = tasks.filter((task) => task.stepId === stepId && task.number <= openedThrough(beforeMove.length));
    const own = 'number' in fact ? known.find(({ number }) => number === fact.number) : undefined;
    return (own ?? known.findLast(({ number }) => number <= openedThrough(index)) ?? known[0])?.stepName;
  };
  // A step of a version that the run was moved from is known by its tasks.
  return (fact, stepId) => then(fact, stepId) ?? findStep(steps, stepId)?.name ?? tasks.find((task) => task.stepId === stepId)?.stepName ?? stepId;
}
