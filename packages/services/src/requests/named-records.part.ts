import type { RecordKey, RecordStanding } from '@countersign/database/record-sets';
import type { Tx } from '@countersign/database/platform';
import { Refusal, type FieldProblem } from '@countersign/contracts/platform';
import { recordsNamedIn, type Form, type NamedRecord } from '@countersign/contracts/request-types';
import { newId } from '../platform/index.js';

type Content = Readonly<Record<string, unknown>>;

/** A record that a content names, as it was kept at that moment. */
export type ChosenRecord = NamedRecord & Pick<RecordStanding, 'version' | 'title'>;

/** The records that a content names, each of which is kept here and can be relied on; refused at its field otherwise. */
export async function chosenRecords(tx: Tx, form: Form, content: Content): Promise<ChosenRecord[]> {
  const named = recordsNamedIn(form, content);
  const known = standingsByKey(await tx.keptRecords.listStandings(named));
  const errors = named.flatMap((record): FieldProblem[] => {
    const detail = problemOf(known.get(keyOf(record)));
    return detail === null ? [] : [{ pointer: `/body/content${record.pointer}`, detail }];
  });
  if (errors.length > 0) throw new Refusal('invalid_input', { detail: 'A record that the form names cannot be chosen. Nothing was submitted.', errors });
  return named.flatMap((record) => {
    const kept = known.get(keyOf(record));
    return kept === undefined ? [] : [{ ...record, version: kept.version, title: kept.title }];
  });
}

function problemOf(kept: RecordStanding | undefined): string | null {
  if (kept === undefined) return 'No record is kept under this id. Choose one of those that are.';
  if (kept.state === 'gone') return 'The other system has this record no more. Choose another one.';
  if (kept.state === 'quarantined') return 'What the other system says of this record is not of the agreed shape, so nothing can rely on it. Choose another one, or have it mended there.';
  return kept.twinOf === null ? null : `The record ${kept.twinOf} counts in place of this one: choose that.`;
}

/** Links a revision to the records that it names. */
export const linkFields = (tx: Tx, of: { readonly requestId: string; readonly revision: number; readonly at: Date }, chosen: readonly ChosenRecord[]): Promise<void> =>
  tx.requestRecords.insertOfFields(of, chosen.map(({ pointer, recordSetId, outsideId, version }) => ({ id: newId(), recordSetId, outsideId, field: pointer, version })));

/** What the audit tells of them, by field: which record, and as of which version of it. */
export const recordsToldOf = (chosen: readonly ChosenRecord[]) =>
  chosen.length === 0 ? {} : { records: Object.fromEntries(chosen.map(({ pointer, version, ...record }) => [pointer.slice(1), `${recordText(record.outsideId, record.title)}, version ${version}`])) };

/** What records are called today, of those that contents name. */
export type RecordTitles = (key: RecordKey) => string | null;

export async function recordTitles(tx: Tx, form: Form, contents: readonly Content[]): Promise<RecordTitles> {
  const known = standingsByKey(await tx.keptRecords.listStandings(contents.flatMap((content) => recordsNamedIn(form, content))));
  return (key) => known.get(keyOf(key))?.title ?? null;
}

/** A record as people read it: what it is called, and the id that tells it from others of that name. */
export const recordText = (outsideId: string, title: string | null): string => (title === null || title === outsideId ? outsideId : `${title} (${outsideId})`);

const keyOf = ({ recordSetId, outsideId }: RecordKey) => `${recordSetId} ${outsideId}`;
const standingsByKey = (rows: readonly RecordStanding[]) => new Map(rows.map((row) => [keyOf(row), row]));
