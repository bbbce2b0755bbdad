import type { Voided } from '../facts/facts.js';
import { hasEnded, type RunState } from '../state/run-state.js';
import { advance } from './advance.js';
import type { Command } from './command.js';
import { refuse, type Run } from './run.js';

type CommandOf<K extends Command['kind']> = Extract<Command, { kind: K }>;

export function withdraw(run: Run, { memberId }: CommandOf<'withdraw'>): void {
  onlyTheRequester(run, memberId);
  if (run.state.effectStepIds.length > 0) refuse({ code: 'effects_under_way' });
  run.end('withdrawn', 'withdrawn');
}

export function cancel(run: Run, { memberId, reason }: CommandOf<'cancel'>): void {
  requireReason(reason);
  if (hasEnded(run.state.status)) refuse({ code: 'request_closed' });
  if (run.state.effectStepIds.length > 0) refuse({ code: 'effects_under_way' });
  run.end('cancelled', 'withdrawn', [], { byMemberId: memberId, reason });
}

/** Undoes what was approved, its effects in reverse order. */
export function reverse(run: Run, { memberId, reason, outcome, neverBegun }: CommandOf<'reverse'>): void {
  requireReason(reason);
  const { status, effectStepIds } = run.state;
  // One that waits between two effects has been signed by everybody; there is as much to undo.
  if (status !== 'approved' && effectStepIds.length === 0) refuse({ code: 'not_approved' });
  run.add({ kind: 'reversed', byMemberId: memberId, reason });
  run.end(outcome, 'superseded', neverBegun);
}

/** Takes back one's own decision, in time: the step waits again, and what came after it that is not signed is asked later. */
export function revoke(run: Run, { memberId, taskNumber, reason }: CommandOf<'revoke'>): void {
  requireReason(reason);
  const { status, signatures, refusedBy } = run.state;
  const signed = signatures.find((signature) => signature.number === taskNumber && signature.memberId === memberId && signature.servedFrom === undefined);
  const refused = refusedBy?.number === taskNumber && refusedBy.memberId === memberId ? refusedBy : null;
  const decision = signed ?? refused ?? refuse({ code: 'nothing_to_revoke' });
  // Taking back a refusal sets the run going again, unless it was ended otherwise since; an approval can be taken back only while the run goes on.
  if (signed ? !isGoingOn(status) : status !== 'returned' && status !== 'rejected') refuse({ code: 'request_closed' });
  if (run.state.effectStepIds.length > 0) refuse({ code: 'effects_under_way' });
  const { stepId, at } = decision;
  const minutes = run.approvalOf(stepId).revocableMinutes;
  if (minutes === undefined || !run.world.isWithin(minutes, at)) refuse({ code: 'too_late_to_revoke' });
  const verdict = 'verdict' in decision ? decision.verdict : 'approve';
  const served = signed ? run.withServed([signed]).slice(1) : [];
  const voided = served.map((signature): Voided => ({ stepId: signature.stepId, memberId, fields: [] }));
  const reopenedStepIds = run.withHolders([stepId, ...served.map((signature) => signature.stepId)]);
  run.add({ kind: 'decision_revoked', number: taskNumber, stepId, memberId, verdict, reason, ...(voided.length > 0 && { voided }), reopenedStepIds });
  // Whoever decided a task has decided it; who takes that back is asked anew, and those who signed beside them are not.
  const open = run.state.openTasks.find(({ number }) => number === taskNumber);
  if (open) run.close(open, 'superseded');
  advance(run);
}

const isGoingOn = (status: RunState['status']) => status === 'open' || status === 'needs_approver';

export function onlyTheRequester(run: Run, memberId: string): void {
  if (memberId !== run.state.requesterId) refuse({ code: 'not_the_requester' });
  if (hasEnded(run.state.status)) refuse({ code: 'request_closed' });
}

export function requireReason(reason: string): void {
  if (reason.trim() === '') refuse({ code: 'reason_required' });
}
