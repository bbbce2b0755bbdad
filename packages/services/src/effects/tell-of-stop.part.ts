import type { RequestStatus } from '@countersign/contracts/requests';
import type { Receipt } from '@countersign/contracts/platform';
import type { ClaimedEffect } from '@countersign/database/effects';
import type { Tx } from '@countersign/database/platform';
import { tell } from '../notifications/index.js';
import type { Record } from '../platform/index.js';
import type { Ending } from './ending.part.js';

/** Whether an effect that ended so goes on only when somebody has decided; what is undone instead is told by its request. */
export const waitsForSomebody = ({ onFailure }: ClaimedEffect, ended: Ending['kind']): boolean => ended === 'unknown' || ended === 'parked' || (ended === 'failed' && onFailure !== 'compensate');

/**
 * Tells those who may repair it, unless they have not read yet of another one that waits still: a system that is down stops effects by the
 * thousand, and is one piece of news.
 */
export async function tellOfStop(tx: Tx, record: Record, { id, requestId, requestStatus }: Pick<ClaimedEffect, 'id' | 'requestId' | 'requestStatus'>, receipt: Receipt): Promise<void> {
  const askedIds = await tx.effectRuns.listUntoldRepairers();
  if (askedIds.length === 0) return;
  tell(record, { receipt, requestId, effectId: id, kind: 'effect_stopped', requestStatus: requestStatus as RequestStatus, byMemberId: null, askedIds, toWatchers: false });
}
