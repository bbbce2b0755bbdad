import { isHash } from './bytes.js';
import { isObject, type Json, type JsonObject } from './canonical-json.js';
import { isObjectOfText, isText, isTime, isUuid, orNull, whatIsWrong, type FieldCheck } from './fields.js';

export interface Entry {
  readonly id: string;
  readonly tenant: string;
  readonly at: string;
  readonly action: string;
  readonly before: Json;
  readonly after: Json;
  /** JSON Pointer → what binds the value that stands there as null. */
  readonly commitments: { readonly [pointer: string]: string };
}

const isActor: FieldCheck = (value) => isObjectOfText(value) && Object.hasOwn(value as JsonObject, 'kind');
const isSubject: FieldCheck = (value) => isObject(value) && whatIsWrong(value, { kind: isText, id: isText, label: isText }) === undefined;

const version1 = {
  v: (value: Json) => value === '1',
  id: isUuid,
  tenant: isUuid,
  at: isTime,
  actor: isActor,
  channel: isText,
  traceId: orNull(isText),
  cause: orNull(isUuid),
  action: isText,
  subject: isSubject,
  reason: orNull(isText),
  before: () => true,
  after: () => true,
};

const version2 = {
  ...version1,
  v: (value: Json) => value === '2',
  onBehalfOf: orNull(isActor),
  before: orNull(isObject),
  after: orNull(isObject),
  commitments: (value: Json) => isObject(value) && Object.values(value).every(isHash),
};

/** What a JSON Pointer (RFC 6901) leads to; undefined where it leads nowhere. */
function follow(root: Json, pointer: string): Json | undefined {
  if (/~(?![01])/.test(pointer)) return undefined;
  let value: Json | undefined = root;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(value)) value = /^(0|[1-9]\d*)$/.test(name) ? (value as readonly Json[])[Number(name)] : undefined;
    else value = isObject(value ?? null) && Object.hasOwn(value as JsonObject, name) ? (value as JsonObject)[name] : undefined;
  }
  return value;
}

/** Either the entry, or what is wrong with its shape as the end of a sentence. */
export function readEntry(value: Json): Entry | string {
  if (!isObject(value)) return 'is no object';
  if (value['v'] !== '1' && value['v'] !== '2') return 'is of a version that this verifier does not know';
  const wrong = whatIsWrong(value, value['v'] === '1' ? version1 : version2);
  if (wrong !== undefined) return wrong;
  const commitments = (value['commitments'] ?? {}) as { readonly [pointer: string]: string };
  const astray = Object.keys(commitments).find((pointer) => !/^\/(before|after)\//.test(pointer) || follow(value, pointer) !== null);
  if (astray !== undefined) return `has a commitment for “${astray}”, where no null stands`;
  return { ...(value as JsonObject & Omit<Entry, 'commitments'>), commitments };
}
