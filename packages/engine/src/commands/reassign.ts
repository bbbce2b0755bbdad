import type { Named } from '../facts/facts.js';
import { signersOf, type OpenTask } from '../state/run-state.js';
import { advance } from './advance.js';
import { canBeCompleted, canComplete, lookFor, mayBeAsked, whyBarred } from './ask.js';
import type { Command } from './command.js';
import { refuse, type Run } from './run.js';
import { requireReason } from './undo.js';

/** Roles have changed: a run that stopped goes on if it can, and a task that those left cannot complete is asked anew. */
export function resolveAgain(run: Run): void {
  const before = run.facts.length;
  for (const task of run.state.openTasks) if (!canBeCompleted(run, { ...task, candidateIds: whoMayStill(run, task) })) run.close(task, 'superseded');
  for (const stepId of run.state.stoppedStepIds) if (lookFor(run, run.approvalOf(stepId)).enough) run.add({ kind: 'step_left', stepId });
  if (run.facts.length === before) return;
  advance(run);
  // Somebody's signature may serve a step that was asked anew, and be missed at one that others must sign.
  resolveAgain(run);
}

/** Those of a task's candidates who may sign it still: by the step's rules, and by name where they were asked so. */
function whoMayStill(run: Run, { stepId, candidateIds, byRuleIds }: OpenTask): string[] {
  const step = run.approvalOf(stepId);
  const byRule = mayBeAsked(run, step).candidates.map(({ memberId }) => memberId);
  if (byRuleIds === undefined) return candidateIds.filter((id) => byRule.includes(id));
  const byName = candidateIds.filter((id) => !byRuleIds.includes(id)).map((memberId) => ({ kind: 'member', memberId }) as const);
  const known = run.world.resolve(step, byName).candidates.map(({ memberId }) => memberId);
  return candidateIds.filter((id) => byRule.includes(id) || known.includes(id));
}

type Reassign = Extract<Command, { kind: 'reassign' }>;

/** Asks others besides those who were asked, or instead of them. Who may not sign the step cannot be asked to. */
export function reassign(run: Run, { memberId: byMemberId, taskNumber, reason, to, instead }: Reassign): void {
  requireReason(reason);
  const task = run.state.openTasks.find(({ number }) => number === taskNumber) ?? refuse({ code: 'task_closed' });
  const step = run.approvalOf(task.stepId);
  for (const { memberId } of to) {
    if (whyBarred(run, step, memberId) === 'made this request') refuse({ code: 'own_request' });
    if (whyBarred(run, step, memberId) !== null) refuse({ code: 'must_differ', stepId: task.stepId });
  }
  addCandidates(run, task, to, { byMemberId, why: 'reassigned', reason, instead });
}

export interface Asking {
  readonly byMemberId: string | null;
  readonly why: 'reassigned' | 'escalated';
  readonly reason: string | null;
  readonly instead: boolean;
}

/** Whoever signed already stays among the candidates: their signature is theirs. So does whoever was added: theirs is needed besides. */
export function addCandidates(run: Run, task: OpenTask, to: readonly Named[], { byMemberId, why, reason, instead }: Asking): void {
  const signed = signersOf(run.state, task.stepId);
  const stay = task.candidateIds.filter((id) => !instead || signed.includes(id) || task.addedIds?.includes(id)).map((memberId) => ({ memberId, because: 'was asked when the task opened' }));
  const come = to.filter(({ memberId }, index) => ![...stay, ...to.slice(0, index)].some((other) => other.memberId === memberId));
  const candidates = [...stay, ...come];
  if (come.length === 0 || !canComplete(run, { ...task, candidateIds: candidates.map(({ memberId }) => memberId) })) refuse({ code: 'nobody_new' });
  // Whoever was added and is asked by this too stays asked if the addition is taken back.
  const askedAnywayIds = (task.addedIds ?? []).filter((id) => to.some(({ memberId }) => memberId === id) || ((!instead || signed.includes(id)) && task.askedAnywayIds?.includes(id)));
  run.add({ kind: 'candidates_changed', number: task.number, stepId: task.stepId, candidates, ...(askedAnywayIds.length > 0 && { askedAnywayIds }), byMemberId, why, reason });
}
