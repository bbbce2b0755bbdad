import fc from 'fast-check';
import { bodyBytesMax, fits, without, withValue, type InputKind, type MadeCall, type Subject } from './input-calls.js';
import { isFreeText } from './input-fitting.js';
import { escapeKey, isObject, withValueAt, type Place } from './input-places.js';

type Values = (place: Place) => fc.Arbitrary<unknown>;
const refused = ['invalid_input'] as const;
const isText = ({ schema, value }: Place) => schema?.type === 'string' || (schema === null && typeof value === 'string');
const isNamed = ({ room, keys }: Place) => room !== 'path' && keys.length > 0;
const isStrict = ({ room, schema }: Place) => room !== 'path' && schema?.additionalProperties === false;

/** Calls with one value that the schema does not let through, at any of the places. */
function spoilt({ operation, ready, places }: Subject, where: (place: Place) => boolean, values: Values): fc.Arbitrary<MadeCall> | null {
  const unfit = (place: Place, value: unknown) => {
    const input = withValueAt(ready.input, place, value);
    // What is too large as a whole is another fault.
    return Buffer.byteLength(JSON.stringify(input.body) ?? '') <= bodyBytesMax && !fits(operation, input);
  };
  // Some places take everything of a kind: an empty paragraph is one.
  const open = places.filter((place) => where(place) && fc.sample(values(place), { numRuns: 12, seed: 1 }).some((value) => unfit(place, value)));
  if (open.length === 0) return null;
  return fc.constantFrom(...open).chain((place) => values(place).filter((value) => unfit(place, value)).map((value) => (value === undefined ? without(place) : withValue(place, value))));
}

const kind = (name: string, where: (place: Place) => boolean, values: Values): InputKind => ({ name, expected: refused, calls: (subject) => spoilt(subject, where, values) });

const plain: readonly fc.Arbitrary<unknown>[] = [fc.constant(null), fc.boolean(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string(), fc.constant([]), fc.constant([[]]), fc.constant({}), fc.constant({ id: 1 }), fc.array(fc.integer(), { maxLength: 3 })];
const ofOtherType: Values = ({ schema }) => fc.oneof(...plain).filter((value) => typeOf(value) !== (schema?.type === 'integer' ? 'number' : schema?.type));
const typeOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

const halves = ['\ud800', '\udfff', '\ud83d', '\udc00\ud800'];
/** Names take none of these; texts of several lines all but the last two. */
const unseen = ['\u200b', '\u00ad', '\ufeff', '\u2067', '\u202a', '\u202d', '\u202e'];
const around = (what: readonly string[]): Values => ({ value }) => fc.tuple(fc.constantFrom(...what), fc.nat(5)).map(([bad, at]) => {
  const text = typeof value === 'string' ? value : 'text';
  return text.slice(0, at) + bad + text.slice(at);
});

function nest(levels: number, asList: boolean): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = asList ? [value] : { more: value };
  return value;
}

const strangeNames = fc.oneof(
  fc.constantFrom('tenantId', 'tenant_id', 'isAdmin', '$where', 'a/b', 'm~n', '~1', '', ' ', '0', '-1', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__', 'ROLEIDS', 'name ', '\u202Ename', '<script>'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.constantFrom(300, 20_000).map((length) => 'n'.repeat(length)),
);

const unknownField: InputKind = {
  name: 'unknown field',
  expected: refused,
  calls: ({ operation, ready, places }) => {
    const open = places.filter((place) => isStrict(place) && place.room === 'body');
    if (open.length === 0) return null;
    return fc.tuple(fc.constantFrom(...open), strangeNames, fc.oneof(...plain)).map(([place, name, value]) => ({ place: { ...place, keys: [...place.keys, name], pointer: `${place.pointer}/${escapeKey(name)}` }, value, holder: place.pointer }))
      .filter(({ place, value }) => value !== undefined && !fits(operation, withValueAt(ready.input, place, value)))
      // What has a name of twenty thousand letters may be pointed at by what holds it.
      .map(({ place, value, holder }) => withValue(place, value, place.pointer.length > 200 ? holder : place.pointer));
  },
};

/** A placeholder that stands in the body's text for what JSON.stringify would not write. */
const mark = '"here it comes"';
const writtenAs = (place: Place, text: string): MadeCall => ({
  says: `${place.pointer} = ${text.slice(0, 60)}`,
  pointer: place.pointer,
  change: ({ by, input }) => ({ input, options: { by, text: JSON.stringify(withValueAt(input, place, JSON.parse(mark)).body).replace(mark, () => text) } }),
});

const endless: InputKind = {
  name: 'number beyond all numbers',
  expected: refused,
  calls: ({ places }) => {
    const open = places.filter((place) => isNamed(place) && place.room === 'body');
    return open.length === 0 ? null : fc.tuple(fc.constantFrom(...open), fc.constantFrom('1e309', '-1e309', `9${'0'.repeat(400)}`, '1E+999999')).map(([place, text]) => writtenAs(place, text));
  },
};

const unstorableName: InputKind = {
  name: 'NUL or half a character in a name',
  expected: refused,
  calls: ({ places }) => {
    const open = places.filter((place) => place.room === 'body' && isObject(place.value));
    if (open.length === 0) return null;
    return fc.tuple(fc.constantFrom(...open), fc.constantFrom('a\u0000', '\u0000', ...halves)).map(([place, name]) => withValue({ ...place, keys: [...place.keys, name] }, 'x', place.pointer));
  },
};

const inQuery: InputKind = {
  name: 'unknown parameter',
  expected: refused,
  calls: ({ ready: { input } }) => fc.tuple(fc.constantFrom('tenantId', 'limit[]', 'cursor.x', 'a/b', 'order', '$where', 'constructor', 'x'.repeat(150)), fc.constantFrom('', '1', 'true', "' or 1=1 --")).filter(([name]) => !(name in (input.query ?? {}))).map(([name, value]) => ({
    says: `?${name}=${value}`, pointer: '/query', change: (ready) => ({ input: { ...ready.input, query: { ...ready.input.query, [name]: value } }, options: { by: ready.by } }),
  })),
};

const twice: InputKind = {
  name: 'parameter twice',
  expected: refused,
  calls: ({ places }) => {
    const open = places.filter((place) => place.room === 'query' && place.keys.length === 1);
    if (open.length === 0) return null;
    return fc.tuple(fc.constantFrom(...open), fc.constantFrom('1', 'me', 'x')).map(([{ keys, pointer }, value]) => ({
      says: `?${keys[0]} twice`, pointer, change: ({ by, input }) => ({ input, options: { by, search: `${new URLSearchParams({ ...input.query, [String(keys[0])]: value }).toString()}&${keys[0]}=${value}` } }),
    }));
  },
};

/** Faults in one value, each at every place that can have it: the refusal has to name that place. */
export const valueFaults: readonly InputKind[] = [
  kind('wrong type', (place) => place.room === 'body' && place.schema !== null, ofOtherType),
  kind('missing', (place) => isNamed(place) && place.required, () => fc.constant(undefined)),
  unknownField,
  kind('too long', (place) => isNamed(place) && isText(place), ({ schema, room }) => fc.constantFrom((schema?.maxLength ?? 4999) + 1, room === 'query' ? 6000 : 100_000).map((length) => 'x'.repeat(length))),
  kind('empty or blank', (place) => isNamed(place) && isText(place), () => fc.constantFrom('', ' ', '\t\n', '\u00a0')),
  kind('not in the form asked for', (place) => isNamed(place) && place.schema !== null && (place.schema.pattern ?? place.schema.format ?? place.schema.enum ?? place.schema.const) !== undefined, () => fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary-ascii' }).filter((text) => !text.includes('\u0000')), fc.uuid().map((id) => id.toUpperCase()))),
  kind('number out of range', ({ room, schema }) => room === 'body' && schema?.type === 'integer', () => fc.constantFrom(-1, 0, 1.5, 1e6, -(2 ** 53), 1e300)),
  kind('too many items', ({ schema, room }) => room === 'body' && schema?.type === 'array', ({ value, schema }) => fc.constantFrom((schema?.maxItems ?? 200) + 1, 800).map((length) => Array.from({ length }, () => (Array.isArray(value) && value.length > 0 ? (value[0] as unknown) : schema?.items?.enum?.[0] ?? 'x')))),
  kind('NUL', (place) => isNamed(place) && isText(place), around(['\u0000'])),
  kind('half a character', (place) => isNamed(place) && isText(place) && place.room === 'body', around(halves)),
  kind('hidden character', (place) => isNamed(place) && isFreeText(place) && place.room === 'body', around(unseen)),
  unstorableName,
  endless,
  { name: 'nested too deeply', expected: refused, calls: ({ places }) => {
    const open = places.filter((place) => place.room === 'body' && place.keys.length > 0);
    return open.length === 0 ? null : fc.tuple(fc.constantFrom(...open), fc.constantFrom(17, 100, 3000), fc.boolean()).map(([place, levels, asList]) => ({ ...withValue(place, nest(levels, asList)), says: `${place.pointer} nests ${levels} ${asList ? 'lists' : 'objects'}` }));
  } },
  inQuery,
  twice,
];
