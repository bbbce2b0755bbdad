import { hasEnded, tookPart } from '../state/run-state.js';
import { advance } from './advance.js';
import { lookFor, whyBarred } from './ask.js';
import type { Command } from './command.js';
import { refuse, type Run } from './run.js';
import { requireReason } from './undo.js';

type CommandOf<K extends Command['kind']> = Extract<Command, { kind: K }>;

/** One more must sign an open task. Whoever is asked there stays asked, and as many of them must sign as before. */
export function addSigner(run: Run, { memberId: byMemberId, taskNumber, signer: { memberId, because }, reason }: CommandOf<'add_signer'>): void {
  requireReason(reason);
  const { number, stepId, candidateIds } = run.state.openTasks.find((open) => open.number === taskNumber) ?? refuse({ code: 'task_closed' });
  const barred = whyBarred(run, run.approvalOf(stepId), memberId);
  if (barred === 'made this request') refuse({ code: 'own_request' });
  if (barred !== null) refuse({ code: 'must_differ', stepId });
  // Who signed in somebody's place is no candidate, and has signed.
  if (candidateIds.includes(memberId) || tookPart(run.state, stepId).has(memberId)) refuse({ code: 'asked_already' });
  run.add({ kind: 'signer_added', number, stepId, memberId, because, byMemberId, reason });
}

/** Takes an addition back: whom nobody else asked meanwhile is asked no more, whoever the step would ask by now. What was missing nothing but this signature goes on. */
export function removeSigner(run: Run, { memberId: byMemberId, stepId, signerId: memberId, reason }: CommandOf<'remove_signer'>): void {
  requireReason(reason);
  const { addedSigners = [], stoppedStepIds, status } = run.state;
  if (hasEnded(status)) refuse({ code: 'request_closed' });
  if (!addedSigners.some((added) => added.stepId === stepId && added.memberId === memberId)) refuse({ code: 'not_added' });
  if (tookPart(run.state, stepId).has(memberId)) refuse({ code: 'already_decided' });
  run.add({ kind: 'signer_removed', stepId, memberId, ...leftBy(run, stepId, memberId), byMemberId, reason });
  if (stoppedStepIds.includes(stepId) && lookFor(run, run.approvalOf(stepId)).enough) run.add({ kind: 'step_left', stepId });
  // What was returned goes on once it is revised.
  if (status !== 'returned') advance(run);
}

/** What is left of asking somebody whose addition is taken back. Where all must sign, and they are one of all, the addition had asked for no signature more. */
function leftBy(run: Run, stepId: string, memberId: string): { readonly isAskedStill: boolean; readonly quorum?: number } {
  const task = run.state.openTasks.find((open) => open.stepId === stepId);
  if (!task?.askedAnywayIds?.includes(memberId)) return { isAskedStill: false };
  const isOneOfAll = run.approvalOf(stepId).quorum === 'all' && task.addedByRuleIds?.includes(memberId) === true;
  return { isAskedStill: true, ...(isOneOfAll && { quorum: task.quorum }) };
}
