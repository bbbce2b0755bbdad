import type { KeptRecordView, ReadingView, RecordSetSettings, RecordSetView, RecordVersionView } from '@countersign/contracts/record-sets';
import { Refusal } from '@countersign/contracts/platform';
import type { KeptRecord, RecordReading, RecordSet, RecordVersion } from '@countersign/database/record-sets';

/** What a caller sent about a record set, apart from its name. */
export const settingsOf = ({ path, paging, itemsPointer, idPointer, version, titlePointer, naturalKeyPointer, fields, everyMinutes }: RecordSetSettings): RecordSetSettings =>
  ({ path, paging, itemsPointer, idPointer, version, titlePointer, naturalKeyPointer, fields: fields.map((field) => ({ ...field, name: field.name.trim() })), everyMinutes });

/** Two fields of one name would be kept as one. */
export function refuseTwins({ fields }: RecordSetSettings): void {
  const names = fields.map(({ name }) => name.trim());
  const errors = names.flatMap((name, index) => (names.indexOf(name) < index ? [{ pointer: `/body/fields/${index}/name`, detail: 'Another field has this name.' }] : []));
  const inherited = names.flatMap((name, index) => (name === '__proto__' ? [{ pointer: `/body/fields/${index}/name`, detail: 'A field cannot have this name.' }] : []));
  if (errors.length + inherited.length > 0) throw new Refusal('invalid_input', { detail: 'Each field needs a name of its own. Nothing was saved.', errors: [...errors, ...inherited] });
}

export const recordSetViewOf = ({ id, name, connectionId, settings, nextReadingAt, revision, changedAt }: RecordSet): RecordSetView => ({
  id, name, connectionId, ...settingsOf(settings), nextReadingAt: nextReadingAt?.toISOString() ?? null, revision, changedAt: changedAt.toISOString(),
});

export const toldOf = ({ name, connectionId, settings }: RecordSet) => ({ name, connectionId, ...settingsOf(settings) });

/** When it is read next by itself: an interval from now on. */
export const nextReadingOf = ({ everyMinutes }: RecordSetSettings, at: Date): Date | null => (everyMinutes === null ? null : new Date(at.getTime() + everyMinutes * 60_000));

export const readingViewOf = ({ id, recordSetId, purpose, state, startedBy, startedByName, startedAt, endedAt, pages, seen, added, changed, unchanged, unreadable, notSeen, problem }: RecordReading): ReadingView => ({
  id, recordSetId, purpose, state, pages, notSeen, problem,
  startedBy: startedBy === null ? null : { memberId: startedBy, name: startedByName ?? '' },
  startedAt: startedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
  progress: { seen, added, changed, unchanged, unreadable },
});

export const keptRecordViewOf = ({ outsideId, state, version, title, naturalKey, fields, problem, twinOf, seenAt, changedAt }: KeptRecord): KeptRecordView => ({
  outsideId, state, version, title, naturalKey, fields: { ...fields }, problem, twinOf, seenAt: seenAt.toISOString(), changedAt: changedAt.toISOString(),
});

export const recordVersionViewOf = ({ id, version, state, title, fields, problem, via, at }: RecordVersion): RecordVersionView => ({ id, version, state, title, fields: { ...fields }, problem, via, at: at.toISOString() });
