import { outsideIdMax } from '@countersign/contracts/platform';
import type { RecordField, RecordSetSettings } from '@countersign/contracts/record-sets';
import type { RecordUpdate } from '@countersign/database/record-sets';
import { placeAt } from '../outside-records/index.js';
import { canonicalJson, digestOf } from '../platform/index.js';
import { rankOf, rankOfAsking } from './version-rank.part.js';

/** Where a record says what of itself. */
export type RecordShape = Pick<RecordSetSettings, 'idPointer' | 'version' | 'titlePointer' | 'naturalKeyPointer' | 'fields'>;

/** A state of a record; or why it cannot be kept. */
export type ReadUpdate = { readonly ok: true; readonly update: RecordUpdate } | { readonly ok: false; readonly problem: string };

export interface SaidRecord {
  readonly shape: RecordShape;
  readonly said: unknown;
  /** When it was asked for, or came. */
  readonly at: Date;
  /** Whether it is said to be there no more. */
  readonly isGone?: boolean;
  /** What is said beside the record, in place of what it says itself. */
  readonly beside?: { readonly outsideId?: unknown; readonly version?: unknown };
  /** Why all that came with it is looked at by a person. */
  readonly drift?: string | null;
}

const titleMax = 300;
const textMax = 2_000;

/** What a record says of itself, as far as the record set names it. What is of another type than agreed is not kept, and the record is quarantined. */
export function readUpdate({ shape, said, at, isGone = false, beside = {}, drift = null }: SaidRecord): ReadUpdate {
  const outsideId = wordOf('outsideId' in beside ? beside.outsideId : placeAt(said, shape.idPointer));
  if (outsideId === null || outsideId.length > outsideIdMax || /\p{Cc}/u.test(outsideId)) return { ok: false, problem: `A record says no id that can be kept at ${shape.idPointer}.` };
  const version = 'version' in beside ? versionIn(shape.version, beside.version) : versionOf(shape.version, said, at);
  if (version === null) return { ok: false, problem: `The record ${outsideId} says no version at ${shape.version.pointer ?? ''}: ${shape.version.kind === 'number' ? 'a whole number' : 'a time such as 2026-11-21T09:30:00Z'} is looked for there.` };
  const { kept, problems } = fieldsOf(shape.fields, said);
  const title = wordOf(placeAt(said, shape.titlePointer));
  if (title === null && !isGone) problems.unshift(`It has no title at ${shape.titlePointer}.`);
  if (drift !== null) problems.unshift(drift);
  const naturalKey = shape.naturalKeyPointer === null ? null : wordOf(placeAt(said, shape.naturalKeyPointer));
  const state = isGone ? 'gone' : problems.length > 0 ? 'quarantined' : 'current';
  const content = { state, title: cut(title, titleMax), naturalKey: cut(naturalKey, titleMax), fields: kept, problem: state === 'quarantined' ? cut(problems.join(' '), 1_000) : null } as const;
  // PostgreSQL keeps no NUL, and UTF-8 no half of a surrogate pair.
  const text = canonicalText(content);
  if (text === null || text.includes('\\u0000')) return { ok: false, problem: `The record ${outsideId} holds characters that cannot be kept.` };
  return { ok: true, update: { outsideId, ...version, ...content, digest: digestOf({ v: '1', ...content }) } };
}

function versionOf({ kind, pointer }: RecordShape['version'], said: unknown, at: Date): Pick<RecordUpdate, 'version' | 'rank'> | null {
  if (pointer === null) return { version: at.toISOString(), rank: rankOfAsking(at) };
  return versionIn({ kind }, placeAt(said, pointer));
}

function versionIn({ kind }: Pick<RecordShape['version'], 'kind'>, value: unknown): Pick<RecordUpdate, 'version' | 'rank'> | null {
  const rank = rankOf(kind, value);
  return rank === null ? null : { version: String(value as string | number), rank };
}

function fieldsOf(fields: readonly RecordField[], said: unknown): { readonly kept: Record<string, unknown>; readonly problems: string[] } {
  const kept: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const { name, pointer, type } of fields) {
    const value = placeAt(said, pointer);
    if (value === undefined || value === null) continue;
    if (isOf(type, value)) kept[name] = value;
    else problems.push(`${name} is no ${words[type]}.`);
  }
  return { kept, problems };
}

const words = { text: `text of up to ${textMax} characters`, number: 'number', truth: 'yes or no', time: 'time (RFC 3339)' } as const;

function isOf(type: RecordField['type'], value: unknown): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string' && value.length <= textMax;
    case 'number':
      return typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && /^-?\d{1,60}(\.\d{1,60})?([eE][+-]?\d{1,4})?$/.test(value);
    case 'truth':
      return typeof value === 'boolean';
    case 'time':
      return typeof value === 'string' && rankOf('time', value) !== null;
  }
}

/** Text, or a whole number as text. */
function wordOf(value: unknown): string | null {
  if (typeof value === 'string' && value !== '') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : null;
}

const cut = (text: string | null, max: number) => (text === null || text.length <= max ? text : text.slice(0, max).toWellFormed());

function canonicalText(value: unknown): string | null {
  try {
    return canonicalJson(value);
  } catch {
    return null;
  }
}
