import type { Operation } from '@countersign/contracts/platform';
import * as z from 'zod/mini';
import type { RawInput } from './raw-call.js';

/** What this needs to know of a JSON Schema. */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly maxLength?: number;
  readonly maxItems?: number;
}

export type Room = 'path' | 'query' | 'body';
type Key = string | number;

/** A place in an operation's input, found in its schema and in a call that fits; `value` is what stands there, if anything does. */
export interface Place {
  readonly room: Room;
  readonly keys: readonly Key[];
  /** RFC 6901, as refusals name it: `/body/roleIds/0`. */
  readonly pointer: string;
  /** Null within what a tenant shapes itself, such as a form or a content. */
  readonly schema: Schema | null;
  readonly value: unknown;
  readonly required: boolean;
  /** Whether what holds it could as well be another of several shapes if it were not there: then nobody can say that this is what is missing. */
  readonly tellsShapesApart: boolean;
}

const schemaIn = { path: 'params', query: 'query', body: 'body' } as const satisfies Record<Room, keyof RawInput & keyof Operation>;

/** Every place of an operation's input, the roots first. Optional fields that the call leaves out are places too. */
export function placesOf(operation: Operation, input: RawInput): Place[] {
  return (['path', 'query', 'body'] as const).flatMap((room) => {
    const schema = operation[schemaIn[room]];
    if (!schema) return [];
    const root: Place = { room, keys: [], pointer: `/${room}`, schema: z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }) as Schema, value: input[schemaIn[room]] ?? {}, required: true, tellsShapesApart: false };
    return [...within(root)];
  });
}

function* within(place: Place): Generator<Place> {
  const schema = place.schema && branchFor(place.schema, place.value);
  const self = { ...place, schema };
  yield self;
  if (Array.isArray(place.value)) for (const [index, item] of place.value.entries()) yield* within(child(self, index, item, schema?.items ?? null, false));
  else if (isObject(place.value)) {
    const named = schema?.properties ?? {};
    const holder = place.value;
    for (const [name, item] of Object.entries(holder)) {
      const tellsShapesApart = place.schema !== null && schema !== null && couldBeAnother(place.schema, schema, Object.keys(holder).filter((other) => other !== name));
      yield* within({ ...child(self, name, item, named[name] ?? null, schema?.required?.includes(name) === true), tellsShapesApart });
    }
    for (const [name, left] of Object.entries(named)) if (!(name in holder)) yield* within(child(self, name, undefined, left, false));
  }
}

// A schema without a word lets anything be: the tenant's own.
const child = ({ room, keys, pointer }: Place, key: Key, value: unknown, schema: Schema | null, required: boolean): Place => ({ room, keys: [...keys, key], pointer: `${pointer}/${escapeKey(key)}`, schema: schema && Object.keys(schema).length > 0 ? schema : null, value, required, tellsShapesApart: false });

/** A name within a JSON pointer (RFC 6901). */
export const escapeKey = (key: Key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1');

/** Of several schemas the one that the value is meant by: its fixed values are those of the value, or it has all of its fields, or it is no null. */
function branchFor(schema: Schema, value: unknown): Schema {
  if (!schema.oneOf && !schema.anyOf) return schema;
  const branches = schema.oneOf ?? shapesOf(schema);
  const fixed = (branch: Schema) => Object.entries(branch.properties ?? {}).filter(([, property]) => property.const !== undefined);
  const meant = isObject(value) ? branches.find((branch) => fixed(branch).length > 0 && fixed(branch).every(([name, property]) => value[name] === property.const)) : undefined;
  const shaped = isObject(value) ? branches.find(({ properties }) => properties !== undefined && Object.keys(value).every((name) => name in properties)) : undefined;
  const found = meant ?? shaped ?? branches.find(({ type }) => type !== 'null');
  return found === undefined ? schema : branchFor(found, value);
}

/** Whether of several shapes, which no field of its own tells apart, another lacks no more than the one that is meant, of all that is left of it. */
function couldBeAnother(of: Schema, meant: Schema, left: readonly string[]): boolean {
  const lacks = ({ required = [] }: Schema) => required.filter((name) => !left.includes(name)).length;
  return shapesOf(of).some((shape) => shape !== meant && shape.properties !== undefined && left.every((name) => name in (shape.properties ?? {})) && lacks(shape) <= lacks(meant));
}

const shapesOf = (schema: Schema): readonly Schema[] => schema.anyOf?.flatMap(shapesOf) ?? [schema];

export const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The input with another value at a place; with nothing there where the value is undefined. */
export function withValueAt(input: RawInput, { room, keys }: Pick<Place, 'room' | 'keys'>, value: unknown): RawInput {
  return { ...input, [schemaIn[room]]: replaced(input[schemaIn[room]] ?? {}, keys, value) };
}

function replaced(holder: unknown, keys: readonly Key[], value: unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (Array.isArray(holder)) return holder.map((item: unknown, index) => (index === key ? replaced(item, rest, value) : item));
  const { [key]: old, ...others } = (isObject(holder) ? holder : {});
  const next = replaced(old, rest, value);
  return next === undefined ? others : { ...others, [key]: next };
}
