import { isObject, type Json, type JsonObject } from './canonical-json.js';

export type FieldCheck = (value: Json) => boolean;

export const isText: FieldCheck = (value) => typeof value === 'string';
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
export const isUuid: FieldCheck = (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
export const isTime: FieldCheck = (value) =>
  typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/.test(value);
export const isObjectOfText: FieldCheck = (value) => isObject(value) && Object.values(value).every(isText);
export const orNull =
  (check: FieldCheck): FieldCheck =>
  (value) =>
    value === null || check(value);

/** The first member that is missing, too much or of the wrong type, as the end of a sentence; undefined where all is well. */
export function whatIsWrong(value: JsonObject, fields: { readonly [name: string]: FieldCheck }): string | undefined {
  let known = 0;
  for (const name in fields) {
    if (!Object.hasOwn(value, name)) return `lacks “${name}”`;
    if (!fields[name]?.(value[name] ?? null)) return `has a “${name}” of another type`;
    known += 1;
  }
  if (Object.keys(value).length === known) return undefined;
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
  return `has a “${unknown ?? ''}”, which this version does not know`;
}

/** Is the text somewhere in the value, as a whole? */
export function holdsText(value: Json, text: string): boolean {
  if (typeof value === 'string') return value === text;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value as JsonObject).some((item) => holdsText(item, text));
}
