import type { ApprovalStep } from '../definition/definition.js';
import { findStep } from '../definition/walk.js';
import type { Named } from '../facts/facts.js';
import { signersOf, tookPart, type OpenTask } from '../state/run-state.js';
import type { Resolution } from './command.js';
import type { Run } from './run.js';

/** Opens a step's task, or stops for want of people who could sign it. Signatures that count already are not asked for again. */
export function askFor(run: Run, step: ApprovalStep): void {
  const { id: stepId } = step;
  const { candidates, excluded, quorum, enough } = lookFor(run, step);
  if (!enough) {
    run.add({ kind: 'approver_missing', stepId, quorum, candidates, excluded });
    return;
  }
  const number = run.state.taskCount + 1;
  const served = servedBy(run, step, candidates);
  run.add({ kind: 'task_opened', number, stepId, quorum, candidates, excluded });
  for (const { memberId, fromStepId, revision, revisionDigest } of served) run.add({ kind: 'signature_served', number, stepId, memberId, fromStepId, revision, revisionDigest });
}

/** Who could be asked for a step, and whether they and those who signed it are as many as must sign: where all must, they and those. */
export function lookFor(run: Run, step: ApprovalStep): Resolution & { readonly quorum: number; readonly enough: boolean } {
  const { candidates, excluded } = mayBeAsked(run, step);
  const able = howManyCanSign(run, step.id, candidates.map(({ memberId }) => memberId));
  const quorum = step.quorum === 'all' ? Math.max(able, 1) : step.quorum;
  return { candidates, excluded, quorum, enough: able >= quorum };
}

/** How many signatures a step can come to have: those that it has, and those of whoever has taken no part in it. */
export function howManyCanSign({ state }: Run, stepId: string, candidateIds: readonly string[]): number {
  const took = tookPart(state, stepId);
  return signersOf(state, stepId).length + candidateIds.filter((id) => !took.has(id)).length;
}

/** Whether those who were asked can still complete a task: some may have signed meanwhile what others must sign. */
export function canBeCompleted(run: Run, { stepId, quorum, candidateIds }: OpenTask): boolean {
  const step = run.approvalOf(stepId);
  return howManyCanSign(run, stepId, candidateIds.filter((id) => whyBarred(run, step, id) === null)) >= quorum;
}

/** Who may sign a step now: whom the world names, without the requester and without those who signed what must be signed by others. */
export function mayBeAsked(run: Run, step: ApprovalStep): Resolution {
  const resolved = run.world.resolve(step, step.approvers.anyOf);
  // Somebody may be named twice, by two rules; that is still one signature.
  const named = resolved.candidates.filter(({ memberId }, index, all) => all.findIndex((other) => other.memberId === memberId) === index);
  const barred = named.flatMap(({ memberId }): Named[] => {
    const because = whyBarred(run, step, memberId);
    return because === null ? [] : [{ memberId, because }];
  });
  const candidates = named.filter(({ memberId }) => !barred.some((other) => other.memberId === memberId));
  return { candidates, excluded: [...resolved.excluded, ...barred] };
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
    if (!candidates.some((candidate) => candidate.memberId === memberId)) return [];
    if (run.world.changedSince(step, { revision, memberId }).length > 0) return [];
    took.add(memberId);
    return [{ memberId, fromStepId, revision, revisionDigest }];
  });
}
