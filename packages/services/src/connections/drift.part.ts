import { Validator, type Schema } from '@cfworker/json-schema';
import type { ConnectionSettings } from '@countersign/contracts/connections';
import type { Hide } from './mask.part.js';

/** In what an answer departs first from the schema that was agreed, with its place (RFC 6901); nothing where it is as agreed, or nothing was. Never throws. */
export function driftOf(schema: ConnectionSettings['replySchema'], { text, isCut, hide }: { readonly text: string; readonly isCut: boolean; readonly hide: Hide }): string[] {
  if (schema === null) return [];
  if (isCut) return ['The answer is larger than is read.'];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [text === '' ? 'The answer is empty.' : 'The answer is no JSON.'];
  }
  try {
    // The first thing that is wrong is enough: an answer must not be able to cost more than to be read once.
    const { valid, errors } = new Validator(schema as Schema, '2020-12', true).validate(value);
    if (valid) return [];
    // The innermost is the last to be found, and says it best.
    const { instanceLocation = '', error = 'it is of another shape' } = errors.at(-1) ?? {};
    return [hide(`${instanceLocation.replace(/^#/, '') || 'The whole'}: ${error}`).slice(0, 300).toWellFormed()];
  } catch {
    return ['The answer cannot be compared with the schema that was agreed: look at the schema.'];
  }
}
