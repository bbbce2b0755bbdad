import type { Operation } from '@countersign/contracts/platform';
import type fc from 'fast-check';
import type { PreparedCall } from './authorization-calls.js';
import type { AuthorizationWorld } from './authorization-world.js';
import type { Expectation } from './input-answers.js';
import { withValueAt, type Place } from './input-places.js';
import type { Person } from './people.js';
import type { RawInput, RawOptions } from './raw-call.js';

/** What a kind of fault is made from: an operation, and a call of it that fits. */
export interface Subject {
  readonly operation: Operation;
  readonly ready: PreparedCall;
  readonly places: readonly Place[];
  readonly world: AuthorizationWorld;
  /** Somebody whose session has run out. */
  readonly expired: Person;
  /** A key that was used for another call of this operation by the same person, where it takes keys. */
  readonly usedKey: string | null;
}

/** A call with exactly one fault, or none: made from a call that fits. */
export interface MadeCall {
  readonly says: string;
  /** Where the refusal has to say that it is at fault. */
  readonly pointer?: string;
  /** What the refusal has to name in words there, because it could be that or something else. */
  readonly lacks?: string;
  change(ready: PreparedCall): { readonly input: RawInput; readonly options: RawOptions };
}

/** One kind of input, at every place of every operation where it can be. */
export interface InputKind {
  readonly name: string;
  readonly expected: Expectation;
  /** Needs a key that was used for another call that was carried out. */
  readonly usesKeyAgain?: boolean;
  /** Null where the operation has no place for it. */
  calls(subject: Subject): fc.Arbitrary<MadeCall> | null;
}

/** The call with one value changed; no value at all where it is undefined. */
export const withValue = (place: Place, value: unknown, pointer = place.pointer): MadeCall => ({
  says: `${place.pointer} = ${shown(value)}`,
  pointer,
  change: ({ by, input }) => ({ input: withValueAt(input, place, value), options: { by } }),
});

/** The call with nothing at a place: the refusal names it, or, where what is left could be another of several shapes, its holder, and in words what would do. */
export const without = (place: Place): MadeCall => (place.tellsShapesApart ? { ...withValue(place, undefined, place.pointer.slice(0, place.pointer.lastIndexOf('/'))), lacks: String(place.keys.at(-1)) } : withValue(place, undefined));

/** The call as it is, sent in another way. */
export const sent = (says: string, options: Omit<RawOptions, 'by'> & { readonly by?: RawOptions['by'] | null }, pointer?: string): MadeCall => ({
  says,
  ...(pointer !== undefined && { pointer }),
  change: ({ by, input }) => {
    const { by: other, ...rest } = options;
    return { input, options: { ...rest, ...(other !== null && { by: other ?? by }) } };
  },
});

/** The call with another text in place of its body's, made from that. */
export const rewritten = (says: string, write: (text: string) => NonNullable<RawOptions['text']>, pointer?: string): MadeCall => ({
  says,
  ...(pointer !== undefined && { pointer }),
  change: ({ by, input }) => ({ input, options: { by, text: write(JSON.stringify(input.body)) } }),
});

export const shown = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 120);

/** What a body may be long, in bytes: anything longer is refused before it is read. */
export const bodyBytesMax = 256 * 1024;

/** Whether an operation takes this input, by its own schemas. */
export const fits = ({ params, query, body }: Operation, input: RawInput): boolean => [[params, input.params], [query, input.query], [body, input.body]].every(([schema, value]) => !schema || (schema as NonNullable<Operation['body']>).safeParse(value ?? {}).success);
