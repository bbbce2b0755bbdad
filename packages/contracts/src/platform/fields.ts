import * as z from 'zod/mini';
import { forcesDirection, hiddenSentence, holdsHidden, isBlank } from './hidden-characters.js';
import { permissions } from './permissions.js';

const idText = '[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
/** A UUID in its lower-case text form (RFC 9562). */
export const id = () => z.string().check(z.regex(new RegExp(`^${idText}$`), 'must be a UUID in lower case'));

/** Up to 50 ids in one query parameter, with commas between them; empty for none. */
export const idList = () => z.string().check(z.regex(new RegExp(`^(${idText}(,${idText}){0,49})?$`), 'must be UUIDs in lower case with commas between them'));

/** Permissions in one query parameter, with commas between them; empty for none. */
export const permissionList = () =>
  z.string().check(z.refine((value) => value === '' || value.split(',').every((word) => (permissions as readonly string[]).includes(word)), 'must be permissions with commas between them'));

/** SHA-256, 64 lower-case hex digits. */
export const digest = () => z.string().check(z.regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits'));

// The pattern lets the 31st of April through, which one reads as the 1st of May and PostgreSQL not at all.
const isOfTheCalendar = (text: string) => Number.isFinite(Date.parse(text)) && new Date(text).toISOString() === text;

/** An instant in UTC, RFC 3339 with milliseconds, as `Date.prototype.toISOString` writes it. */
export const instant = () =>
  z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'must be an instant such as 2026-11-21T09:30:00.000Z'), z.refine(isOfTheCalendar, 'must be a time that there is'));

// PostgreSQL's text holds no NUL and its UTF-8 no lone surrogate; RFC 8785 refuses the latter too.
export const isStorableText = (value: string) => !value.includes('\u0000') && value.isWellFormed();

/** One line of text a person typed, such as a name: 1 to `maxLength` code units, something to see in it and nothing hidden, storable. */
export const line = (maxLength: number) =>
  z.string().check(
    z.refine(isStorableText, 'must not contain NUL or half a surrogate pair'),
    z.refine((value) => !isBlank(value), 'must not be empty'),
    z.refine((value) => !holdsHidden(value), hiddenSentence),
    z.maxLength(maxLength),
  );

/** Text of several lines, possibly empty, up to `maxLength` code units, storable. Marks of direction are a part of writing; what overrides it shows another text than is kept. */
export const paragraph = (maxLength: number) =>
  z.string().check(
    z.refine(isStorableText, 'must not contain NUL or half a surrogate pair'),
    z.refine((value) => !forcesDirection(value), 'must not hold characters that force a direction of writing'),
    z.maxLength(maxLength),
  );

/** An e-mail address as typed; compared in lower case. */
export const email = () => z.string().check(z.maxLength(254), z.email('must be an e-mail address'));

/** A decimal amount as text: never a JavaScript number, no exponent, no sign but minus. */
export const decimal = () => z.string().check(z.regex(/^-?(0|[1-9]\d{0,29})(\.\d{1,30})?$/, 'must be a decimal number such as 12400.00'));

/** An amount with its ISO 4217 currency code. */
export const money = () => z.strictObject({ amount: decimal(), currency: z.string().check(z.regex(/^[A-Z]{3}$/, 'must be three capital letters such as EUR')) });
export type Money = z.infer<ReturnType<typeof money>>;

/** A JSON object of a tenant's own shape; checked against its request type's form by the service. */
export const jsonObject = () => z.record(z.string(), z.unknown());

/** One of some values that will become more: said in an answer, so that callers expect values they do not know, and adding one breaks nobody. */
export const growing = <const Values extends readonly [string, ...string[]]>(values: Values) => z.enum(values).register(z.globalRegistry, { 'x-grows': true });

/**
 * What is answered as it was sent, by the same schema: kinds that it gains are answered to nobody before somebody of their company writes them, so
 * that they break nobody. Of a definition, not of a state.
 */
export const echoed = <Schema extends z.ZodMiniType>(schema: Schema): Schema => {
  z.globalRegistry.add(schema, { 'x-echoed': true });
  return schema;
};

/** A page of a list: items and where the next page begins, or null at the end. */
export const page = <T extends z.ZodMiniType>(item: T) => z.strictObject({ items: z.array(item), nextCursor: z.nullable(z.string()) });

/** The longest cursor, in characters: it can hold a name or an address, of which 254 code units are up to 762 bytes in UTF-8, and a third more in base64. */
export const cursorLengthMax = 1100;

/** Query of every list: `limit` 1 to 100 (50 unless told), `cursor` as the page before gave it. */
export const pageQuery = {
  limit: z.optional(z.string().check(z.regex(/^([1-9]\d?|100)$/, 'must be a number from 1 to 100'))),
  cursor: z.optional(z.string().check(z.maxLength(cursorLengthMax))),
};

/** What a holder needs to prove later that a change was recorded: the audit entry's id and leaf hash. */
export const receipt = () => z.strictObject({ entryId: id(), leaf: digest() });
export type Receipt = z.infer<ReturnType<typeof receipt>>;

export interface PageQueryInput {
  readonly limit?: string | undefined;
  readonly cursor?: string | undefined;
}

/** Whether a person may do something, and in a sentence why not. */
export const mayDo = z.strictObject({ allowed: z.boolean(), because: z.nullable(z.string()) });
export type MayDo = z.infer<typeof mayDo>;
