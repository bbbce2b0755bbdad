import { Refusal } from '@countersign/contracts/platform';
import type { RecordRule } from '@countersign/contracts/webhook-sources';
import { parseExactly, placeAt } from '../outside-records/index.js';
import { readUpdate, takeUpdates } from '../record-sets/index.js';
import type { Acted, Acting } from './acting.part.js';

/** A record is as the message says, unless what is kept of it is newer: so messages come to the same in every order, and a reading beside them too. */
export async function updateRecord({ tx, record, at, message, recordsMax }: Acting, act: RecordRule): Promise<Omit<Acted, 'type'>> {
  const set = await tx.recordSets.find(act.recordSetId);
  if (!set) throw new Refusal('not_found', { detail: 'There is no such record set.' });
  // Read once more, without a digit lost: ids and versions may be long numbers.
  const whole = parseExactly(message.body);
  const beside = { ...(act.idPointer !== null && { outsideId: placeAt(whole, act.idPointer) }), ...(act.versionPointer !== null && { version: placeAt(whole, act.versionPointer) }) };
  const read = readUpdate({ shape: set.settings, said: placeAt(whole, act.recordPointer), at: message.receivedAt, isGone: act.gone, beside });
  if (!read.ok) return { state: 'done', requestId: null, note: `${read.problem} Nothing was done.` };
  const { outsideId, version, state } = read.update;
  if (!(await tx.keptRecords.hasRoomFor(set.id, [outsideId], recordsMax))) return { state: 'done', requestId: null, note: `${outsideId} is not kept: the record set has as many records as it can, ${recordsMax}. Nothing was done.` };
  const taken = await takeUpdates(tx, set.id, [read.update], { via: 'message', viaId: message.id, at });
  if (taken.unchanged > taken.confirmed) return { state: 'done', requestId: null, note: `What is kept of ${outsideId} is newer, or says the same. Nothing was done.` };
  // A note says why nothing was done. That the same was said of a later version is done: the entry says which is kept now.
  record.act({ action: 'kept_record.updated', subject: { kind: 'record_set', id: set.id, label: set.name }, after: { outsideId, version, state, ...(taken.confirmed > 0 && { saysTheSame: true }), inboundMessageId: message.id } });
  return { state: 'done', requestId: null, note: null };
}
