import { Validator, type Schema } from '@cfworker/json-schema';
import type { ConnectionSettings } from '@countersign/contracts/connections';

const differencesMax = 20;

/** In what an answer departs from the schema that was agreed, one sentence each with its place (RFC 6901); nothing where it is as agreed, or nothing was. */
export function driftOf(schema: ConnectionSettings['replySchema'], { text, isCut }: { readonly text: string; readonly isCut: boolean }): string[] {
  if (schema === null) return [];
  if (isCut) return ['The answer is larger than is read.'];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [text === '' ? 'The answer is empty.' : 'The answer is no JSON.'];
  }
  const { valid, errors } = new Validator(schema as Schema, '2020-12', false).validate(value);
  if (valid) return [];
  // What merely says that something within is wrong is left out where that something is named itself.
  const leaves = errors.filter(({ instanceLocation }) => !errors.some((other) => other.instanceLocation.startsWith(`${instanceLocation}/`)));
  const said = leaves.map(({ instanceLocation, error }) => `${instanceLocation.replace(/^#/, '') || 'The whole'}: ${error}`.slice(0, 300).toWellFormed());
  return [...new Set(said)].slice(0, differencesMax);
}
