import type { RecordRule } from '@countersign/contracts/webhook-sources';

/** How what is typed is read: what is missing is noted at its control. */
export interface FieldReading {
  readonly need: (control: string, value: string, detail: string) => string;
  readonly place: (control: string, value: string) => string;
}

/** What messages of one type say of records, as it stands in the form; a place that is left empty is where the set says it, or the whole message. */
export interface RecordRuleDraft {
  /** Tells rules apart while they are added and taken away. */
  readonly key: number;
  readonly type: string;
  readonly recordSetId: string;
  readonly recordPointer: string;
  readonly gone: boolean;
  readonly idPointer: string;
  readonly versionPointer: string;
}

export const newRecordRule = (rules: readonly RecordRuleDraft[]): RecordRuleDraft => ({ key: Math.max(0, ...rules.map(({ key }) => key)) + 1, type: '', recordSetId: '', recordPointer: '', gone: false, idPointer: '', versionPointer: '' });

export const recordDraftsOf = (records: readonly RecordRule[]): RecordRuleDraft[] =>
  records.map(({ idPointer, versionPointer, ...rule }, index) => ({ ...rule, key: index + 1, idPointer: idPointer ?? '', versionPointer: versionPointer ?? '' }));

export const recordControlOf = ({ key }: Pick<RecordRuleDraft, 'key'>, field: string) => `record-${key}-${field}`;

/** What is sent of one; what is not filled in yet is told to the reading. */
export function recordRuleOf(rule: RecordRuleDraft, { need, place }: FieldReading): RecordRule {
  const at = (field: string) => recordControlOf(rule, field);
  const where = (field: 'recordPointer' | 'idPointer' | 'versionPointer') => (rule[field].trim() === '' ? '' : place(at(field), rule[field]));
  const type = need(at('type'), rule.type, 'Say of which type.');
  const recordSetId = need(at('recordSetId'), rule.recordSetId, 'Say of which set the record is.');
  const recordPointer = where('recordPointer');
  return { type, recordSetId, recordPointer, gone: rule.gone, idPointer: where('idPointer') || null, versionPointer: where('versionPointer') || null };
}

/** The field that the server found at fault: `/body/records/0/recordSetId` is the set of the first one. */
export function recordControlAt(pointer: string, records: readonly RecordRuleDraft[]): string | null {
  const found = /^\/body\/records\/(\d+)(?:\/([^/]+))?/.exec(pointer);
  const rule = found === null ? undefined : records[Number(found[1])];
  return rule === undefined ? null : recordControlOf(rule, found?.[2] ?? 'type');
}
