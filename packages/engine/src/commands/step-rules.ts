import type { ApprovalStep, WorkflowDefinition } from '../definition/definition.js';
import { findStep } from '../definition/walk.js';

/** What whoever signs a step is asked for, and by which rules. Its name, clocks and what a refusal does are none of it. */
export const stepRules = ['when', 'approvers', 'quorum', 'differsFrom', 'servedBy', 'requesterMaySign', 'boundTo', 'stepUp'] as const satisfies readonly (keyof ApprovalStep)[];
export type StepRule = (typeof stepRules)[number];

/**
 * The rules by which a step asks otherwise in another version; none where somebody who signed the one has signed the other. Null where it is not an approval
 * step of both.
 */
export function changedRules(from: WorkflowDefinition, to: WorkflowDefinition, stepId: string): readonly StepRule[] | null {
  const [old, other] = [findStep(from.steps, stepId), findStep(to.steps, stepId)];
  if (old?.kind !== 'approval' || other?.kind !== 'approval') return null;
  const [before, after] = [writtenOut(old), writtenOut(other)];
  return stepRules.filter((rule) => JSON.stringify(before[rule]) !== JSON.stringify(after[rule]));
}

/** What is left out says the same as what it stands for. */
const writtenOut = ({ when, approvers, quorum, differsFrom, servedBy, requesterMaySign, boundTo, stepUp }: ApprovalStep): Readonly<Record<StepRule, unknown>> => ({
  when: when ?? null, approvers, quorum, differsFrom: differsFrom ?? [], servedBy: servedBy ?? [], requesterMaySign: requesterMaySign ?? false, boundTo: boundTo ?? null, stepUp: stepUp ?? false,
});
