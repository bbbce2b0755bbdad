import type { Tx } from '@countersign/database/platform';
import type { ReadingPurpose, RecordSet } from '@countersign/database/record-sets';
import { newId, type Record } from '../platform/index.js';

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
