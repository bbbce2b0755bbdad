import type { RunChange } from '@countersign/database/requests';
import type { Record } from '../platform/record.js';

/** One job per wanted effect, in the transaction that wants it. */
export function enqueueEffects(record: Record, change: RunChange): void {
  for (const effect of change.effects) record.enqueue('effects', { effectId: effect.id });
}
