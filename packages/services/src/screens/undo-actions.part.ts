import type { RequestFile, RequestHistory } from '@countersign/database/requests';
import type { RequestSheet } from '@countersign/contracts/screens';
import { findStep, hasEnded } from '@countersign/engine';
import type { Actor } from '../platform/index.js';
import { definitionOf } from '../requests/index.js';

type Actions = RequestSheet['actions'];

/** What may be changed about it: who decides it, one's own decision, the request, what was approved, and by hand what no machine can undo. */
export function undoActionsOf(actor: Actor, file: RequestFile, history: RequestHistory, now: Date): Actions {
  const { status, effectStepIds } = file.run.state;
  const may = (permission: Actor['permissions'][number]) => actor.permissions.includes(permission);
  const actions: Actions = [];
  const add = (id: Actions[number]['id'], label: string) => actions.push({ id, label, allowed: true, because: null });
  if (may('task.decide') && revocableOf(actor, file, history, now) !== null) add('revoke', 'Take back my decision');
  if (may('task.reassign') && history.tasks.some(({ status: of }) => of === 'open')) add('reassign', 'Ask others to decide');
  if (may('request.cancel') && !hasEnded(status) && effectStepIds.length === 0) add('cancel', 'Cancel for the requester');
  if (may('request.reverse') && (status === 'approved' || effectStepIds.length > 0)) add('reverse', 'Undo what was approved');
  if (may('request.reverse') && history.effects.some(waitsForPerson)) add('resolve', 'Say that it is undone');
  return actions;
}

export const waitsForPerson = ({ undoesId, state }: { readonly undoesId: string | null; readonly state: string }) => undoesId !== null && (state === 'parked' || state === 'failed');

/** The task of a decision that this member could take back now, as far as is known; the engine says so for good. */
export function revocableOf(actor: Actor, file: RequestFile, history: RequestHistory, now: Date): RequestSheet['revocable'] {
  const { signatures, refusedBy, status, effectStepIds } = file.run.state;
  if (effectStepIds.length > 0) return null;
  const goesOn = status === 'open' || status === 'needs_approver';
  const decided = goesOn ? signatures.findLast(({ memberId, servedFrom }) => memberId === actor.memberId && servedFrom === undefined) : refusedBy?.memberId === actor.memberId && (status === 'returned' || status === 'rejected') ? refusedBy : undefined;
  if (!decided) return null;
  const step = findStep(definitionOf(file).steps, decided.stepId);
  const task = history.tasks.find(({ number }) => number === decided.number);
  if (step?.kind !== 'approval' || step.revocableMinutes === undefined || !task) return null;
  const until = new Date(Date.parse(decided.at) + step.revocableMinutes * 60_000);
  return until > now ? { taskId: task.id, stepName: step.name, until: until.toISOString() } : null;
}
