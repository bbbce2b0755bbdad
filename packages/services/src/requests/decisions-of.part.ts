import type { StepDecision } from '@countersign/conditions';
import type { RunState } from '@countersign/engine';

/** What was decided so far, by step, as a condition reads it: the signatures that count now, and how the step stands. */
export function decisionsOf({ signatures, openTasks, stoppedStepIds, doneStepIds, skippedStepIds }: RunState): Record<string, StepDecision> {
  const waiting = new Set([...openTasks.map(({ stepId }) => stepId), ...stoppedStepIds]);
  const stepIds = new Set([...signatures.map(({ stepId }) => stepId), ...waiting, ...doneStepIds, ...skippedStepIds]);
  return Object.fromEntries([...stepIds].map((stepId): [string, StepDecision] => {
    const own = signatures.filter((signature) => signature.stepId === stepId);
    const outcome = waiting.has(stepId) ? 'waiting' : doneStepIds.includes(stepId) ? 'approved' : skippedStepIds.includes(stepId) ? 'skipped' : 'not_reached';
    return [stepId, { outcome, count: own.length, signers: own.map(({ memberId }) => memberId), lastAt: own.map(({ at }) => at).toSorted().at(-1) ?? null }];
  }));
}
