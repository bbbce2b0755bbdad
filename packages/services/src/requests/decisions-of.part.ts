import type { StepDecision } from '@countersign/conditions';
import type { RequestFile } from '@countersign/database/requests';
import type { RunState } from '@countersign/engine';

type NotApproved = NonNullable<RequestFile['notApproved']>;

/** What was decided so far, by step, as a condition reads it: the signatures that count now, how the step stands, and how often somebody said no. */
export function decisionsOf({ signatures, openTasks, stoppedStepIds, doneStepIds, skippedStepIds }: RunState, notApproved: readonly Pick<NotApproved[number], 'stepId' | 'verdict'>[]): Record<string, StepDecision> {
  const waiting = new Set([...openTasks.map(({ stepId }) => stepId), ...stoppedStepIds]);
  const stepIds = new Set([...signatures.map(({ stepId }) => stepId), ...waiting, ...doneStepIds, ...skippedStepIds, ...notApproved.map(({ stepId }) => stepId)]);
  return Object.fromEntries([...stepIds].map((stepId): [string, StepDecision] => {
    const own = signatures.filter((signature) => signature.stepId === stepId);
    const outcome = waiting.has(stepId) ? 'waiting' : doneStepIds.includes(stepId) ? 'approved' : skippedStepIds.includes(stepId) ? 'skipped' : 'not_reached';
    const times = (verdict: string) => notApproved.filter((other) => other.stepId === stepId && other.verdict === verdict).length;
    return [stepId, { outcome, count: own.length, signers: own.map(({ memberId }) => memberId), lastAt: own.map(({ at }) => at).toSorted().at(-1) ?? null, rejections: times('reject'), changesRequested: times('request_changes') }];
  }));
}
