import type { RunChange } from '@countersign/database/requests';
import type { Record } from '../platform/record.js';

/** A job looks for its timer now and then until its time has come; none is sent further ahead than this. */
export const timerAheadMsMax = 7 * 86_400_000;

/** One job per wanted effect, per record to read and per timer, in the transaction that wants it. */
export function enqueueEffects(record: Record, change: RunChange): void {
  for (const effect of change.effects) record.enqueue('effects', { effectId: effect.id });
  for (const { id } of change.records) record.enqueue('outside-records', { recordId: id });
  // What came before the request waited for it is carried out now.
  if (change.facts.some(({ fact }) => fact.kind === 'wait_started' && fact.until === null)) record.enqueue('inbound-messages', { requestId: change.requestId });
  for (const { id, at } of change.timers) record.enqueue('timers', { timerId: id }, Math.min(Math.max(0, Date.parse(at) - Date.parse(change.at)), timerAheadMsMax));
}
