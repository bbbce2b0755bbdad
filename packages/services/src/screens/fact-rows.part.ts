import type { RequestFile, RequestHistory } from '@countersign/database/requests';
import { codeOf, exactMoneyText, type Money } from '@countersign/contracts/platform';
import type { FactRow } from '@countersign/contracts/screens';
import { canonicalJson } from '../platform/index.js';
import { definitionOf, filesField, recordText, type RecordTitles } from '../requests/index.js';
import { stepsReading } from '../workflows/index.js';

type Property = Readonly<Record<string, unknown>>;

/** The content as rows in the form's order, each with what it was when this member signed last, or in the version before. */
export function factRowsOf(file: RequestFile, history: RequestHistory, memberId: string, titles: RecordTitles): FactRow[] {
  const properties = (file.requestType.form.properties ?? {}) as Record<string, Property>;
  const { content, revision } = file.revision;
  const signed = history.decisions.filter((decision) => decision.memberId === memberId).at(-1)?.revision;
  const base = history.revisions.find((candidate) => candidate.revision === (signed ?? revision - 1));
  const rows = Object.entries(properties)
    .filter(([field]) => content[field] !== undefined || base?.content[field] !== undefined)
    .map(([field, property]): FactRow => {
      const changed = base !== undefined && base.revision < revision && !same(base.content[field], content[field]);
      return {
        field,
        label: typeof property.title === 'string' ? property.title : wordsOf(field),
        value: textOf(content[field], property, titles),
        before: changed ? textOf(base.content[field], property, titles) : null,
        changedInRevision: changed ? lastChangeOf(history, field, revision) : null,
        material: !file.requestType.immaterialFields.includes(field) || stepsReading(definitionOf(file), field).length > 0,
      };
    });
  return [...rows, ...filesRow(history, base, revision)];
}

/** The files as one more row, where there are or were some. No field of a form can be called so. */
function filesRow(history: RequestHistory, base: RequestHistory['revisions'][number] | undefined, revision: number): FactRow[] {
  const filesIn = (number: number) => history.revisions.find((candidate) => candidate.revision === number)?.attachments ?? [];
  const [now, old] = [filesIn(revision), base?.attachments ?? []];
  if (now.length + old.length === 0) return [];
  const bytesOf = (files: typeof now) => files.map(({ name, sha256 }) => [name, sha256]).sort();
  const changed = base !== undefined && base.revision < revision && !same(bytesOf(old), bytesOf(now));
  const lastChange = history.revisions.findLast(({ revision: number }) => number <= revision && number > 1 && !same(bytesOf(filesIn(number)), bytesOf(filesIn(number - 1))));
  return [{ field: filesField, label: 'Files', value: filesText(now), before: changed ? filesText(old) : null, changedInRevision: changed ? (lastChange?.revision ?? revision) : null, material: true }];
}

/** With the beginning of its hash: another file of the same name is another file. */
const filesText = (files: RequestHistory['revisions'][number]['attachments']) => (files.length === 0 ? '—' : files.map(({ name, sha256 }) => `${name} (${codeOf(sha256)})`).join(', '));

/** Whether something material has changed since this member signed last. */
export const changedSinceSigning = (rows: readonly FactRow[]) => rows.some((row) => row.before !== null && row.material);

const same = (one: unknown, other: unknown) => canonicalJson(one ?? null) === canonicalJson(other ?? null);

function lastChangeOf(history: RequestHistory, field: string, current: number): number {
  const revisions = history.revisions.filter((candidate) => candidate.revision <= current);
  for (let index = revisions.length - 1; index > 0; index -= 1) {
    const [before, after] = [revisions[index - 1], revisions[index]];
    if (before && after && !same(before.content[field], after.content[field])) return after.revision;
  }
  return current;
}

/** `costCentre` and `cost_centre` become "Cost centre". */
function wordsOf(field: string): string {
  const words = field.replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function textOf(value: unknown, property: Property, titles: RecordTitles): string {
  if (value === undefined || value === null || value === '') return '—';
  if (property.format === 'money') return exactMoneyText(value as Money);
  if (property.format === 'date' && typeof value === 'string') return dateText(value);
  if (property.format === 'record' && typeof value === 'string') return recordText(value, titles({ recordSetId: String(property.recordSet), outsideId: value }));
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map((item) => textOf(item, recordItemsOf(property), titles)).join(', ');
  return canonicalJson(value);
}

/** How a list's items are shown: records by what they are called, all else as it stands. */
function recordItemsOf({ items }: Property): Property {
  return typeof items === 'object' && items !== null && 'format' in items && items.format === 'record' ? (items as Property) : {};
}

/** `2027-01-15` as 15 Jan 2027: a day of the calendar, in no time zone. */
function dateText(value: string): string {
  const day = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(day.getTime()) ? value : new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(day);
}
