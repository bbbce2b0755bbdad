import type { Command, EffectStanding } from './command.js';
import { refuse, type Run } from './run.js';
import { requireReason } from './undo.js';

type CommandOf<K extends Command['kind']> = Extract<Command, { kind: K }>;

/**
 * Undoes what the run has carried out, the last first. What was not begun is not begun any more; what is under way ends first, since only then
 * is it known whether there is something to undo, and since what came later may rest on what came before.
 */
export function compensate(run: Run, { stepId, memberId, reason, effects }: CommandOf<'compensate'>): void {
  const { effectStepIds, compensation } = run.state;
  if (memberId !== undefined) requireReason(reason ?? '');
  if (compensation !== undefined) refuse({ code: 'not_waiting' });
  // Whatever ends otherwise than approved wants no effect any more.
  if (!effectStepIds.includes(stepId)) refuse({ code: 'not_approved' });
  run.add({ kind: 'compensation_begun', stepId, ...(memberId !== undefined && { byMemberId: memberId, reason: reason ?? '' }) });
  undoWhatWasDone(run, effects);
}

export function effectsEnded(run: Run, { effects }: CommandOf<'effects_ended'>): void {
  if (run.state.compensation?.state !== 'waiting') refuse({ code: 'not_waiting' });
  undoWhatWasDone(run, effects);
}

function undoWhatWasDone(run: Run, effects: readonly EffectStanding[]): void {
  for (const stepId of run.state.effectStepIds) {
    const is = effects.find((standing) => standing.stepId === stepId)?.is;
    if (is === 'not_begun' || is === 'not_done') run.add({ kind: 'effect_let_go', stepId, because: is });
  }
  const isDone = (stepId: string) => effects.some((standing) => standing.stepId === stepId && standing.is === 'done');
  if (run.state.effectStepIds.every(isDone)) run.end('reversed');
}

/** What undoes an effect has ended; the next one's turn is the caller's to give. */
export function compensationEnded(run: Run, { stepId, as }: CommandOf<'compensation_ended'>): void {
  if (!run.state.compensation?.leftStepIds.includes(stepId)) refuse({ code: 'not_waiting' });
  run.add({ kind: 'compensation_ended', stepId, as });
  run.noteCompensated();
}
