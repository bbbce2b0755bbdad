import type { ApprovalStep } from '../definition/definition.js';
import { findStep } from '../definition/walk.js';
import type { Named } from '../facts/facts.js';
import { addedTo, signersOf, tookPart, type OpenTask } from '../state/run-state.js';
import type { Resolution } from './command.js';
import type { Run } from './run.js';

/** Opens a step's task, or stops for want of people who could sign it. Signatures that count already are not asked for again. */
export function askFor(run: Run, step: ApprovalStep): void {
  const { id: stepId } = step;
  const { candidates, excluded, quorum, enough } = lookFor(run, step);
  const addedIds = addedTo(run.state, stepId).map(({ memberId }) => memberId);
  if (!enough) {
    run.add({ kind: 'approver_missing', stepId, quorum, candidates, excluded });
    return;
  }
  const number = run.state.taskCount + 1;
  const served = servedBy(run, step, candidates);
  const addedByRuleIds = namedBesides(run, step, candidates);
  run.add({ kind: 'task_opened', number, stepId, quorum, candidates, excluded, ...(addedIds.length > 0 && { addedIds }), ...(addedByRuleIds.length > 0 && { addedByRuleIds }) });
  for (const { memberId, fromStepId, revision, revisionDigest } of served) run.add({ kind: 'signature_served', number, stepId, memberId, fromStepId, revision, revisionDigest });
}

/** Those who were added to a step and whom it asks for anyway: they stay asked if that is taken back. */
function namedBesides({ world, state }: Run, step: ApprovalStep, candidates: readonly Named[]): string[] {
  const added = addedTo(state, step.id);
  if (added.length === 0) return [];
  const byRule = world.resolve(step, step.approvers.anyOf).candidates;
  return added.map(({ memberId }) => memberId).filter((id) => [byRule, candidates].every((named) => named.some(({ memberId }) => memberId === id)));
}

/**
 * Who could be asked for a step, and whether they and those who signed it are as many as must sign: where all must, they and those. Whoever
 * was added must sign besides: a step that one of them cannot sign has not enough.
 */
export function lookFor(run: Run, step: ApprovalStep): Resolution & { readonly quorum: number; readonly enough: boolean } {
  const { candidates, excluded } = mayBeAsked(run, step);
  const ids = candidates.map(({ memberId }) => memberId);
  const addedIds = addedTo(run.state, step.id).map(({ memberId }) => memberId);
  const quorum = step.quorum === 'all' ? Math.max(howManyCanSign(run, step.id, ids), 1 + addedIds.length) : step.quorum + addedIds.length;
  return { candidates, excluded, quorum, enough: canComplete(run, { stepId: step.id, quorum, candidateIds: ids, addedIds }) };
}

/** Whether these can complete a task: as many as must sign, and among them everybody who was added to it. */
export function canComplete(run: Run, { stepId, quorum, candidateIds, addedIds = [] }: Pick<OpenTask, 'stepId' | 'quorum' | 'candidateIds' | 'addedIds'>): boolean {
  const took = tookPart(run.state, stepId);
  return howManyCanSign(run, stepId, candidateIds) >= quorum && addedIds.every((id) => took.has(id) || candidateIds.includes(id));
}

/** How many signatures a step can come to have: those that it has, and those of whoever has taken no part in it. */
export function howManyCanSign({ state }: Run, stepId: string, candidateIds: readonly string[]): number {
  const took = tookPart(state, stepId);
  return signersOf(state, stepId).length + candidateIds.filter((id) => !took.has(id)).length;
}

/** Whether those who were asked can still complete a task: some may have signed meanwhile what others must sign. */
export function canBeCompleted(run: Run, task: OpenTask): boolean {
  const step = run.approvalOf(task.stepId);
  return canComplete(run, { ...task, candidateIds: task.candidateIds.filter((id) => whyBarred(run, step, id) === null) });
}

/** Who may sign a step now: whom the world names, and whoever was added to it and could sign it, without the requester and without those who signed what must be signed by others. */
export function mayBeAsked(run: Run, step: ApprovalStep): Resolution {
  const resolved = namedFor(run, step);
  // Somebody may be named twice, by two rules; that is still one signature.
  const named = resolved.candidates.filter(({ memberId }, index, all) => all.findIndex((other) => other.memberId === memberId) === index);
  const barred = named.flatMap(({ memberId }): Named[] => {
    const because = whyBarred(run, step, memberId);
    return because === null ? [] : [{ memberId, because }];
  });
  const candidates = named.filter(({ memberId }) => !barred.some((other) => other.memberId === memberId));
  return { candidates, excluded: [...resolved.excluded, ...barred] };
}

/** Whom the world names for a step by its rules, and of those who were added to it, whoever could sign it if a rule named them. */
function namedFor({ world, state }: Run, step: ApprovalStep): Resolution {
  const byRule = world.resolve(step, step.approvers.anyOf);
  const added = addedTo(state, step.id);
  if (added.length === 0) return byRule;
  const byName = world.resolve(step, added.map(({ memberId }) => ({ kind: 'member', memberId })));
  const able = added.filter(({ memberId }) => byName.candidates.some((candidate) => candidate.memberId === memberId)).map(({ memberId, because }): Named => ({ memberId, because }));
  const unable = byName.excluded.filter(({ memberId }) => !byRule.excluded.some((other) => other.memberId === memberId));
  return { candidates: [...byRule.candidates, ...able], excluded: [...byRule.excluded.filter(({ memberId }) => !able.some((other) => other.memberId === memberId)), ...unable] };
}

export function whyBarred(run: Run, step: ApprovalStep, memberId: string): string | null {
  if (memberId === run.state.requesterId && step.requesterMaySign !== true) return 'made this request';
  const other = differingSigned(run, step, memberId);
  return other === null ? null : `signed “${other.name}”, which somebody else must sign`;
}

/** The step that this member signed and whose signers must not sign this one; either of the two may say so. */
export function differingSigned({ definition, state }: Run, step: ApprovalStep, memberId: string): ApprovalStep | null {
  for (const { stepId, memberId: signer, onBehalfOf } of state.signatures) {
    if (signer !== memberId && onBehalfOf !== memberId) continue;
    const other = findStep(definition.steps, stepId);
    if (other?.kind === 'approval' && (step.differsFrom?.includes(stepId) || other.differsFrom?.includes(step.id))) return other;
  }
  return null;
}

interface Served {
  readonly memberId: string;
  readonly fromStepId: string;
  readonly revision: number;
  readonly revisionDigest: string;
}

/** Signatures of earlier steps that serve this one too: of people who could sign it themselves, in nobody's place, for what is the same to this step still. */
function servedBy(run: Run, step: ApprovalStep, candidates: readonly Named[]): Served[] {
  const took = tookPart(run.state, step.id);
  return run.state.signatures.flatMap(({ stepId: fromStepId, memberId, onBehalfOf, revision, revisionDigest }) => {
    if (!step.servedBy?.includes(fromStepId) || onBehalfOf !== undefined || took.has(memberId)) return [];
    // Whoever was added is asked for another signature than the one they gave.
    if (addedTo(run.state, step.id).some((added) => added.memberId === memberId)) return [];
    if (!candidates.some((candidate) => candidate.memberId === memberId)) return [];
    if (run.world.changedSince(step, { revision, memberId }).length > 0) return [];
    took.add(memberId);
    return [{ memberId, fromStepId, revision, revisionDigest }];
  });
}
