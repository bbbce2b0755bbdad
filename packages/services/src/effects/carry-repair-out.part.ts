import type { Repair } from '@countersign/contracts/effects';
import type { RepairedEffect } from '@countersign/database/effects';
import type { Tx } from '@countersign/database/platform';
import type { Receipt } from '@countersign/contracts/platform';
import type { Record } from '../platform/index.js';
import { tellWaiting } from './go-on-after.part.js';

const ends = { skip: 'skipped', mark_done: 'resolved' } as const;

/** Who decided what, and why. `repairId` where it was decided about many at once. */
export interface Decided {
  readonly how: Repair;
  readonly reason: string;
  readonly memberId: string;
  readonly at: Date;
  readonly repairId?: string;
}

/** Carries out what was decided about an effect that is held. Returns its state, and what proves that it was recorded. */
export async function carryRepairOut(tx: Tx, record: Record, effect: RepairedEffect, { how, reason, memberId, at, repairId }: Decided): Promise<{ readonly state: 'wanted' | 'skipped' | 'resolved'; readonly receipt: Receipt }> {
  const state = how === 'retry' ? ('wanted' as const) : ends[how];
  if (how === 'retry') {
    // Where the other system can be asked, it is; where it cannot, somebody has looked, and says so.
    await tx.effectList.retry(effect.id, (effect.state === 'unknown' || effect.inDoubt) && effect.canBeAsked);
    record.enqueue('effects', { effectId: effect.id });
  } else {
    await tx.effectList.close(effect.id, ends[how], { memberId, resolution: reason, at });
    const after = await tx.effectRuns.findNext(effect.id);
    if (after !== null) record.enqueue('effects', { effectId: after });
    await tellWaiting(tx, record, effect.id, effect.requestId);
  }
  const receipt = record.act({
    action: 'effect.repaired',
    subject: { kind: 'request', id: effect.requestId, label: `request ${effect.requestNumber}` },
    reason,
    before: { state: effect.state },
    after: { state, how, effectId: effect.id, step: effect.stepName, ...(repairId !== undefined && { repairId }) },
  });
  return { state, receipt };
}
