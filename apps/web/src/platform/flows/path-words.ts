import type { RequestStatus } from '@countersign/contracts/requests';
import type { FlowStep } from '@countersign/contracts/screens';
import type { NestedStep } from './nest-steps.js';

export const verdictWords = { approve: 'approved', reject: 'rejected', request_changes: 'asked for changes to' } as const;

/** Ended without having gone all the way. */
const endedBefore: readonly RequestStatus[] = ['rejected', 'withdrawn', 'cancelled', 'reversed'];

/** Where a step stands that the run has not come to. A promise is made by nobody: the engine asks again when it gets there. */
export function notReachedText({ kind, state, condition, foreseen }: Pick<FlowStep, 'kind' | 'state' | 'condition' | 'foreseen'>, status: RequestStatus): string {
  if (endedBefore.includes(status)) return `Not reached: the request was ${status} before.`;
  if (state === 'skipped') return 'Not reached yet. As the request stands, it will be skipped.';
  if (condition === null) return 'Not reached yet.';
  const verb = kind === 'effect' ? 'carried out' : 'asked';
  return foreseen === true ? `Not reached yet. As the request stands, it will be ${verb}.` : `Not reached yet. Whether it is ${verb} is worked out then.`;
}

/** Why a step stands still that nobody is asked about now. */
export function stoppedText({ decisions }: Pick<FlowStep, 'decisions'>, status: RequestStatus): string | null {
  if (status === 'needs_approver') return 'Nobody can sign it. It waits until somebody can; it never passes by itself.';
  if (status === 'withdrawn' || status === 'cancelled') return `It was open when the request was ${status}.`;
  return decisions.length === 0 ? 'It stopped here.' : null;
}

const wasGone: readonly FlowStep['state'][] = ['done', 'current', 'stopped'];

/** What a run did at a step that holds others: which way it took, or that it goes several at once. */
export function branchesText({ step: { kind }, branches }: NestedStep<Pick<FlowStep, 'kind' | 'state'>>): string {
  if (kind === 'parallel') return 'All of its branches are gone through, at the same time.';
  const taken = branches.find(({ steps }) => steps.some(({ step }) => wasGone.includes(step.state)));
  if (taken === undefined) return 'None of its branches applied to this request.';
  return taken.branchId === 'otherwise' ? 'No condition held for this request: it went the other way.' : `The way taken: ${taken.label.replace(/^Otherwise, if|^If/, 'because')}.`;
}
