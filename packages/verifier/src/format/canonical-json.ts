/** Canonical JSON (RFC 8785), as far as the format of the audit uses it: the only numbers are counts, or there are none. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

const MAXIMUM_DEPTH = 128;

/** What is wrong with a text that should be canonical, as the end of a sentence that begins with its name. */
export class NotCanonical extends Error {}

function writeNumber(value: number, numbers: Numbers): string {
  if (numbers === 'none') throw new NotCanonical('holds a number that is not written as text');
  if (!Number.isSafeInteger(value) || value < 0) throw new NotCanonical('holds a number that is no count');
  return String(value);
}

/** Text of which every character stands for itself. */
const plain = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/;

function writeText(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new NotCanonical('holds half of a character (a lone surrogate)');
  // RFC 8785 takes its escapes from here.
  return JSON.stringify(text);
}

function write(value: Json, numbers: Numbers, room: number): string {
  if (typeof value === 'string') return writeText(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeNumber(value, numbers);
  if (room === 0) throw new NotCanonical(`is nested more than ${MAXIMUM_DEPTH} deep`);
  if (!isObject(value)) return `[${value.map((item) => write(item, numbers, room - 1)).join(',')}]`;
  let text = '';
  // The order of UTF-16 code units, which RFC 8785 asks for, is how this language compares text.
  for (const name of Object.keys(value).sort()) text += `${text === '' ? '' : ','}${writeText(name)}:${write(value[name] ?? null, numbers, room - 1)}`;
  return `{${text}}`;
}

export type Numbers = 'none' | 'counts';

/**
 * Reads a text that must be canonical. Written anew and compared: so a member that stands twice, another order, another escape, white space
 * and `1.0` are all found, whatever the parser makes of them.
 */
export function readCanonical(text: string, numbers: Numbers): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw new NotCanonical('is no JSON');
  }
  if (write(value, numbers, MAXIMUM_DEPTH) !== text) throw new NotCanonical('is JSON, but not written in the canonical way (RFC 8785)');
  return value;
}
