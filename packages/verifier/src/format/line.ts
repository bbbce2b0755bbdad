import { isHash } from './bytes.js';
import { isObject, NotCanonical, readCanonical, type Json } from './canonical-json.js';
import { isCount, isText, isTime, isUuid, orNull, whatIsWrong, type FieldCheck } from './fields.js';

export interface HeaderLine {
  readonly type: 'export';
  readonly kind: 'complete' | 'selection';
  readonly tenant: string;
  readonly size: number;
  readonly made: string;
}
export interface KeyLine {
  readonly type: 'key';
  readonly vkey: string;
  readonly announced: number | null;
}
export interface CheckpointLine {
  readonly type: 'checkpoint';
  readonly note: string;
}
export interface ConsistencyLine {
  readonly type: 'consistency';
  readonly from: number;
  readonly to: number;
  readonly proof: readonly string[];
}
export interface EntryLine {
  readonly type: 'entry';
  readonly index: number;
  readonly leaf: string;
  readonly canonical: string | null;
  readonly proof?: readonly string[];
}
export interface ValueLine {
  readonly type: 'value';
  readonly index: number;
  readonly pointer: string;
  readonly salt: string;
  readonly value: string;
}
export interface RevisionLine {
  readonly type: 'revision';
  readonly index: number;
  readonly revisionId: string;
  readonly digest: string;
  readonly canonical: string;
}
export interface AttachmentLine {
  readonly type: 'attachment';
  readonly index: number;
  readonly name: string;
  readonly bytes: number;
  readonly digest: string;
}
export interface EndLine {
  readonly type: 'end';
  readonly lines: number;
}
export type Line = HeaderLine | KeyLine | CheckpointLine | ConsistencyLine | EntryLine | ValueLine | RevisionLine | AttachmentLine | EndLine;

const isProof: FieldCheck = (value) => Array.isArray(value) && value.every(isHash);
const isCountOrNull = orNull(isCount);
const is =
  (...words: readonly Json[]): FieldCheck =>
  (value) =>
    words.includes(value);

const fieldsOf: { readonly [type in Line['type']]: { readonly [name: string]: FieldCheck } } = {
  export: { type: isText, format: is('countersign-audit'), version: is('1'), kind: is('complete', 'selection'), tenant: isUuid, size: isCount, made: isTime },
  key: { type: isText, vkey: isText, announced: isCountOrNull },
  checkpoint: { type: isText, note: isText },
  consistency: { type: isText, from: isCount, to: isCount, proof: isProof },
  entry: { type: isText, index: isCount, leaf: isHash, canonical: orNull(isText) },
  value: { type: isText, index: isCount, pointer: isText, salt: isHash, value: isText },
  revision: { type: isText, index: isCount, revisionId: isUuid, digest: isHash, canonical: isText },
  attachment: { type: isText, index: isCount, name: isText, bytes: isCount, digest: isHash },
  end: { type: isText, lines: isCount },
};
const entryWithProof = { ...fieldsOf.entry, proof: isProof };

/** Either a line of an export, or what is wrong with it as the end of a sentence. */
export function readLine(text: string): Line | string {
  let value: Json;
  try {
    value = readCanonical(text, 'counts');
  } catch (error) {
    if (error instanceof NotCanonical) return error.message;
    throw error;
  }
  if (!isObject(value)) return 'is no object';
  const { type } = value;
  if (typeof type !== 'string' || !Object.hasOwn(fieldsOf, type)) return 'is of no known type';
  const fields = type === 'entry' && Object.hasOwn(value, 'proof') ? entryWithProof : fieldsOf[type as Line['type']];
  return whatIsWrong(value, fields) ?? (value as unknown as Line);
}
