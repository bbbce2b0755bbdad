import { Refusal } from '@countersign/contracts/platform';
import type { Tx } from '@countersign/database/platform';
import type { ReadingPurpose, RecordSet } from '@countersign/database/record-sets';
import type { startReading, startReconciliation } from '@countersign/contracts/record-sets';
import { actorOf, change, newId, type Call, type House, type Record } from '../platform/index.js';
import { readingViewOf } from './view-record-set.part.js';

export interface ReadingWish {
  readonly set: RecordSet;
  readonly purpose: ReadingPurpose;
  readonly action: string;
  /** Null where its turn has come. */
  readonly startedBy: string | null;
  readonly at: Date;
}

/** Writes down that a set is read, and a job. Nothing outside is called in a request. The set is held by the caller, and none is running. */
export async function beginReading(tx: Tx, record: Record, { set, purpose, action, startedBy, at }: ReadingWish): Promise<string> {
  const id = newId();
  const { entryId } = record.act({ action, subject: { kind: 'record_set', id: set.id, label: set.name }, after: { readingId: id } });
  await tx.recordReadings.insert({ id, recordSetId: set.id, setRevision: set.revision, purpose, nextPath: set.settings.path, startedBy, startedAt: at, startEntryId: entryId });
  record.enqueue('record-readings', { readingId: id });
  return id;
}

/** The same for somebody who asks for it. */
export function beginReadingFor(house: House, call: Call<typeof startReading | typeof startReconciliation>, purpose: ReadingPurpose) {
  const { recordSetId } = call.input.params;
  const actor = actorOf(call.caller);
  return change(house, call, actor, async (tx, record, at) => {
    // Held meanwhile, so that of two who ask at once one is told that the other did.
    const set = await tx.recordSets.lock(recordSetId);
    if (!set) throw new Refusal('not_found');
    if (await tx.recordReadings.isRunning(recordSetId)) throw new Refusal('reading_under_way', { detail: 'Wait until it is over, or stop it. Nothing else was begun.' });
    const id = await beginReading(tx, record, { set, purpose, action: call.operation.auditAction ?? '', startedBy: actor.memberId, at });
    const reading = await tx.recordReadings.find(id);
    if (!reading) throw new Error('a reading that was just begun is there');
    return readingViewOf(reading);
  });
}
