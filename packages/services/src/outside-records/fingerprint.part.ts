import { digestOf } from '../platform/index.js';

/** What a record says where it is looked at, by pointer (RFC 6901); null where it says nothing there. */
export type SeenFields = Readonly<Record<string, unknown>>;

/** The fields of a record that a signature is bound to. The pointer of nothing is the whole. */
export const selectFields = (record: unknown, fields: readonly string[]): SeenFields => Object.fromEntries(fields.map((pointer) => [pointer, placeAt(record, pointer) ?? null]));

/** SHA-256 over the fields in RFC 8785's form: the order in which a system says them does not matter. */
export const fingerprintOf = (seen: SeenFields): string => digestOf({ v: '1', seen });

/** In what a record differs from what was seen of it, one sentence per field. */
export function differencesOf(before: SeenFields, after: SeenFields): string[] {
  return Object.keys(before).flatMap((pointer) => {
    const [was, is] = [JSON.stringify(before[pointer]), JSON.stringify(after[pointer] ?? null)];
    return was === is ? [] : [`${pointer === '' ? 'The record' : pointer} was ${shortened(was)} and is ${shortened(is)}.`];
  });
}

const shortened = (text: string) => (text.length > 80 ? `${text.slice(0, 80).toWellFormed()}…` : text);

/** What stands at a pointer (RFC 6901); undefined where nothing does. */
export function placeAt(value: unknown, pointer: string): unknown {
  if (pointer === '') return value;
  return pointer.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')).reduce<unknown>((held, step) => {
    if (Array.isArray(held)) return /^(0|[1-9]\d{0,8})$/.test(step) ? (held as unknown[])[Number(step)] : undefined;
    return typeof held === 'object' && held !== null && Object.hasOwn(held, step) ? (held as Record<string, unknown>)[step] : undefined;
  }, value);
}
