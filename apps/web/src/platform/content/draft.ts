import { readAmount } from '../../ui/money/read-amount.js';
import { describeField, isObject, type Field, type Schema } from './describe-form.js';

/** What has been typed so far, as it stands in the fields: text, until it is read. */
export type Draft = string | boolean | { readonly [name: string]: Draft } | readonly Draft[];

export interface Problem {
  readonly pointer: string;
  /** The label of the field it is about, for the list of problems. */
  readonly label: string;
  readonly detail: string;
}

export interface Reading {
  /** What is submitted; undefined where nothing was filled in. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/** What a field starts with: the schema's default, or nothing. */
export const emptyDraft = (field: Field): Draft => draftOf(field, 'default' in field.schema ? field.schema.default : undefined);

/** What a field shows for a value that is there already, such as the one of the revision before. */
export function draftOf(field: Field, value: unknown): Draft {
  const { kind } = field;
  switch (kind.is) {
    case 'group':
      return Object.fromEntries(kind.fields.map((child) => [child.name, isObject(value) && child.name in value ? draftOf(child, value[child.name]) : emptyDraft(child)]));
    case 'list':
      return Array.isArray(value) ? value.map((item) => draftOf(itemField(field, kind.item, 0), item)) : [];
    case 'money':
      return { amount: isObject(value) ? String(value.amount ?? '') : '', currency: isObject(value) ? String(value.currency ?? '') : 'EUR' };
    case 'yes-no':
      return value === true;
    case 'instant':
      return typeof value === 'string' ? asLocalTime(value) : '';
    case 'choice':
      return value === undefined || value === null ? '' : String(value);
    default:
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }
}

/** The field of one item of a list. */
export function itemField(list: Field, item: Schema, index: number): Field {
  const field = describeField(item, String(index), `${list.pointer}/${index}`, true);
  return typeof item.title === 'string' ? field : { ...field, label: `${list.label} ${index + 1}` };
}

/** Reads what was typed. Problems are those that only reading shows; the schema's own rules are checked afterwards. */
export function readDraft(field: Field, draft: Draft | undefined): Reading {
  const { kind } = field;
  if (kind.is === 'fixed') return { value: kind.value, problems: [] };
  if (kind.is === 'yes-no') return { value: draft === true, problems: [] };
  if (kind.is === 'group') return readGroup(kind.fields, draft, field);
  if (kind.is === 'list') return readList(field, kind.item, draft);
  if (kind.is === 'money') return readMoney(field, draft);
  const text = typeof draft === 'string' ? draft : '';
  const typed = kind.is === 'multiline' ? text : text.trim();
  if (typed.trim() === '') return missing(field);
  if (kind.is === 'integer') return readInteger(field, typed);
  if (kind.is === 'choice') return { value: (field.schema.enum as readonly unknown[]).find((option) => String(option) === typed), problems: [] };
  if (kind.is === 'instant') {
    const time = Date.parse(typed);
    return Number.isNaN(time) ? refuse(field, 'Write a date and a time.') : { value: new Date(time).toISOString(), problems: [] };
  }
  return { value: typed, problems: [] };
}

const refuse = (field: Field, detail: string): Reading => ({ value: undefined, problems: [{ pointer: field.pointer, label: field.label, detail }] });
const missing = (field: Field): Reading => (field.required ? refuse(field, `Fill in “${field.label}”.`) : { value: undefined, problems: [] });

function readGroup(fields: readonly Field[], draft: Draft | undefined, group: Field | null): Reading {
  const typed = isObject(draft) ? (draft as Readonly<Record<string, Draft>>) : {};
  const readings = fields.map((field) => [field.name, readDraft(field, typed[field.name])] as const);
  const value = Object.fromEntries(readings.filter(([, reading]) => reading.value !== undefined).map(([name, reading]) => [name, reading.value]));
  const problems = readings.flatMap(([, reading]) => reading.problems);
  // A group that may be left out is left out when nothing in it was filled in.
  const isBlank = group !== null && !group.required && Object.values(value).every((part) => part === false || part === undefined);
  return isBlank ? { value: undefined, problems: [] } : { value, problems };
}

function readList(field: Field, item: Schema, draft: Draft | undefined): Reading {
  const readings = (Array.isArray(draft) ? (draft as readonly Draft[]) : []).map((part, index) => readDraft(itemField(field, item, index), part));
  if (readings.length === 0 && !field.required) return { value: undefined, problems: [] };
  return { value: readings.map(({ value }) => value), problems: readings.flatMap(({ problems }) => problems) };
}

function readMoney(field: Field, draft: Draft | undefined): Reading {
  const { amount = '', currency = '' } = isObject(draft) ? (draft as Readonly<Record<string, string>>) : {};
  if (amount.trim() === '') return missing(field);
  const read = readAmount(amount);
  return 'problem' in read ? refuse(field, read.problem) : { value: { amount: read.amount, currency }, problems: [] };
}

function readInteger(field: Field, typed: string): Reading {
  const digits = typed.replaceAll(/[\s\u00a0']/g, '').replace(/^\u2212/, '-');
  const value = Number(digits);
  if (!/^-?\d+$/.test(digits)) return refuse(field, 'Write a whole number.');
  return Number.isSafeInteger(value) ? { value, problems: [] } : refuse(field, 'This number is too large.');
}

const asLocalTime = (instant: string): string => {
  const time = new Date(instant);
  if (Number.isNaN(time.getTime())) return '';
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/** Reads a whole form. */
export const readForm = (fields: readonly Field[], draft: Draft): Reading => readGroup(fields, draft, null);
