import type { ClaimedEffect } from '@countersign/database/effects';
import type { Tx } from '@countersign/database/platform';
import type { RequestFile } from '@countersign/database/requests';
import type { Record } from '../platform/index.js';
import { goOnCompensating } from '../requests/index.js';
import type { Ending } from './ending.part.js';

/**
 * Whether the end of an effect may have others undone, or be the end of undoing one. Then its request is held before it ends: what follows is
 * recorded together with it, and everybody who decides about a request holds it first.
 */
export const mayUndo = ({ undoesId, onFailure }: ClaimedEffect, ended: Ending['kind']): boolean => undoesId !== null || (ended === 'failed' && onFailure === 'compensate');

/** What follows from the end of an attempt for what the run has done: at once where its request is held, by a job where it is waited for. */
export async function goOnAfter(tx: Tx, record: Record, at: Date, { id, requestId }: ClaimedEffect, held: RequestFile | null): Promise<void> {
  if (held !== null) await goOnCompensating({ tx, record, at, file: held, effects: await tx.compensations.lockEffects(requestId) });
  else await tellWaiting(tx, record, id, requestId);
}

/** Whoever ends an effect otherwise has a job look what follows: it holds the request first, which they do not. */
export async function tellWaiting(tx: Tx, record: Record, effectId: string, requestId: string): Promise<void> {
  const compensation = await tx.effectRuns.findCompensation(effectId);
  if (compensation !== null && compensation !== 'compensated') record.enqueue('compensations', { requestId });
}
