import type { EffectDetails } from '@countersign/contracts/effects';
import type { EffectFile, RunStanding } from '@countersign/database/effects';
import { waitsForPerson } from './repairs.part.js';

type Decided = Pick<EffectFile, 'state' | 'kind' | 'undoesId' | 'inDoubt' | 'target'> & { readonly run: RunStanding };

/** Whether it may be decided about an effect that what was carried out for its request is undone: it waits for a person, or was carried out and another one waits. */
export function isForCompensation({ state, kind, undoesId, run }: Decided): boolean {
  if (undoesId !== null || kind === 'person' || run.isUndone || !run.isWanted || !['approved', 'open', 'needs_approver'].includes(run.status)) return false;
  return waitsForPerson({ state }) || ((state === 'succeeded' || state === 'resolved') && run.isStopped);
}

export function compensationOf(effect: Decided, may: boolean): EffectDetails['compensation'] {
  if (!isForCompensation(effect)) return null;
  return { allowed: may, meaning: meaningOf(effect), reason: may ? null : 'This needs the right to undo what was approved, which none of your roles gives.' };
}

function meaningOf({ state, inDoubt, target }: Decided): string {
  const undone = 'What was carried out for this request is undone, the last first, each by what its step says or by a person; nothing more of it is begun.';
  if (!waitsForPerson({ state })) return `${undone} This one is undone with it.`;
  const mayBeDone = state === 'unknown' || inDoubt;
  return mayBeDone ? `${undone} By this you say that this one was not carried out: look at ${target} first. If it was, say that it is done, and undo the request.` : `${undone} This one is left out.`;
}
