import { stepsFrom } from '../definition/walk.js';
import { advance } from './advance.js';
import type { Run } from './run.js';

/** What follows when a step says no: back to the requester, the end, or back to an earlier step, with all that follows it. */
export function giveBack(run: Run, stepId: string, how: 'return' | 'end' | { readonly goTo: string }): void {
  if (how === 'end') return run.end('rejected');
  if (how === 'return') {
    run.closeAll('superseded');
    return run.add({ kind: 'returned', stepId });
  }
  const from = stepsFrom(run.definition.steps, how.goTo).map(({ id }) => id);
  const served = run.withServed(run.state.signatures.filter((signature) => from.includes(signature.stepId)));
  run.add({ kind: 'went_back', stepId, toStepId: how.goTo, reopenedStepIds: run.withHolders([...from, ...served.map((signature) => signature.stepId)]) });
  advance(run);
}
