import type { Source, Step, WebhookEffect, WorkflowDefinition } from './definition.js';

/** The first format: approvals in order, then effects. Versions published in it are run for ever, so it is read for ever. */
export interface DefinitionFormat1 {
  readonly formatVersion: 1;
  readonly steps: readonly StepFormat1[];
}

export type StepFormat1 = ApprovalFormat1 | EffectFormat1;

interface StepBase {
  readonly id: string;
  readonly name: string;
  readonly when?: string | undefined;
}

export interface ApprovalFormat1 extends StepBase {
  readonly kind: 'approval';
  /** Holders of any of the roles, and the members named; only those of the requester's unit if so said. */
  readonly approvers: { readonly roleIds: readonly string[]; readonly memberIds: readonly string[]; readonly unit: 'any' | 'requester' };
  readonly quorum: number;
  readonly onReject: 'return' | 'end';
}

export interface EffectFormat1 extends StepBase {
  readonly kind: 'effect';
  readonly effect: WebhookEffect;
}

/** A definition as it was published, in whichever format that was. */
export type KeptDefinition = DefinitionFormat1 | WorkflowDefinition;

/** The same workflow in the format that is run. Step ids stay, so that facts recorded under the first format still name their steps. */
export function readDefinition(kept: KeptDefinition): WorkflowDefinition {
  return kept.formatVersion === 2 ? kept : { formatVersion: 2, steps: kept.steps.map(stepOf) };
}

function stepOf(step: StepFormat1): Step {
  // Nothing was said about undoing: then a person has to look.
  if (step.kind === 'effect') return { ...step, onReverse: 'person' };
  const { roleIds, memberIds, unit } = step.approvers;
  const ofUnit = unit === 'requester' ? { ofUnit: 'requester' as const } : {};
  const anyOf: Source[] = [
    ...roleIds.map((roleId) => ({ kind: 'role' as const, roleId, ...ofUnit })),
    ...memberIds.map((memberId) => ({ kind: 'member' as const, memberId, ...ofUnit })),
  ];
  return { ...step, approvers: { anyOf } };
}
