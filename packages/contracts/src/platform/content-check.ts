import { format as formatChecks } from '@cfworker/json-schema';
import { isStorableText } from './fields.js';
import { patternTextMax, triesOfPattern } from './patterns.js';
import type { FieldProblem } from './refusals.js';

/** A request type's form: a JSON Schema (2020-12) of an object, in the keywords that `checkForm` lets through. */
export type Form = Readonly<Record<string, unknown>>;
export const formDepthMax = 6;

// Anybody who may submit sends contents: what a check costs has a bound before it runs, whatever the form says.
/** The most values that a content holds in all, and items in one list. */
const nodesMax = 5_000;
const itemsMax = 1_000;
const problemsMax = 20;
/** Of what another system calls a record. */
export const outsideIdMax = 300;
const formattedTextMax = 2_000;
/** The ways to try all patterns on their texts, worst case, in one content. */
const triesMax = 250_000;
const amountPattern = /^(0|[1-9]\d{0,29})(\.\d{1,30})?$/;

interface Check {
  readonly problems: FieldProblem[];
  readonly choices: Map<object, ReadonlySet<string>>;
  readonly patterns: Map<string, { readonly expression: RegExp; readonly tries: number }>;
  nodes: number;
  tries: number;
}

/** What is wrong with a request's content by its form, or nothing: at most 20 problems. Pointers are into the content, to the field at fault. */
export function checkContent(form: Form, content: unknown): FieldProblem[] {
  const check: Check = { problems: [], choices: new Map(), patterns: new Map(), nodes: 0, tries: 0 };
  // First everything that makes a value unfit to be looked at closer, then the form's own words.
  checkUsable(content, '', 0, check);
  if (check.nodes > nodesMax) return [{ pointer: '', detail: `This holds more than ${nodesMax} values.` }];
  if (check.problems.length === 0) checkValue(form, content, '', check);
  return check.problems.slice(0, problemsMax);
}

/** What no form may let through: text that cannot be stored or hashed, numbers that lost digits, sizes that would make checking slow. */
function checkUsable(value: unknown, pointer: string, depth: number, check: Check): void {
  if (stops(check)) return;
  check.nodes += 1;
  const add = (detail: string) => void check.problems.push({ pointer, detail });
  // One level more than forms have, for money; deeper than that no form describes it.
  if (depth > formDepthMax + 1) return add('This is nested too deeply.');
  if (typeof value === 'number' && !(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) return add('This number has too many digits to be kept exactly.');
  if (typeof value === 'string' && !isStorableText(value)) return add('This text contains a character that cannot be stored (NUL or half a surrogate pair).');
  if (Array.isArray(value)) {
    if (value.length > itemsMax) return add(`A list has at most ${itemsMax} items.`);
    for (const [index, item] of value.entries()) checkUsable(item, `${pointer}/${index}`, depth + 1, check);
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value)) {
      if (isStorableText(name)) checkUsable(item, `${pointer}/${escapeName(name)}`, depth + 1, check);
      else add('A name in this contains a character that cannot be stored.');
    }
  }
}

const stops = (check: Check) => check.problems.length >= problemsMax || check.nodes > nodesMax;

/** Holds a value against its schema; what lies within it only once the value itself is right. Says nothing of the schema's own values: they can be long. */
function checkValue(schema: Form, value: unknown, pointer: string, check: Check): void {
  if (stops(check)) return;
  const add = (place: string, detail: string) => void check.problems.push({ pointer: pointer + place, detail });
  if (schema.format === 'money') return checkMoney(value, add);
  const wrong = typeProblem(schema.type, value) ?? choiceProblem(schema, value, check) ?? ownProblem(schema, value, check);
  if (wrong !== null) return add('', wrong);
  if (Array.isArray(value) && isObject(schema.items)) for (const [index, item] of value.entries()) checkValue(schema.items, item, `${pointer}/${index}`, check);
  if (isObject(value) && schema.type === 'object') checkProperties(schema, value, pointer, check);
}

function checkProperties(schema: Form, value: Readonly<Record<string, unknown>>, pointer: string, check: Check): void {
  const properties = isObject(schema.properties) ? schema.properties : {};
  for (const name of Array.isArray(schema.required) ? schema.required.map(String) : []) {
    if (!stops(check) && !hasValue(value, name)) check.problems.push({ pointer: `${pointer}/${escapeName(name)}`, detail: 'This required property is missing.' });
  }
  for (const [name, item] of Object.entries(value)) {
    if (stops(check)) return;
    const at = `${pointer}/${escapeName(name)}`;
    const child = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (isObject(child)) checkValue(child, item, at, check);
    else check.problems.push({ pointer: at, detail: 'The form has no such field.' });
  }
}

const hasValue = (value: Readonly<Record<string, unknown>>, name: string) => Object.hasOwn(value, name) && value[name] !== undefined;

/** An amount is text of digits, and a currency three capital letters. What goes back is a request of another kind, not an amount below zero. */
function checkMoney(value: unknown, add: (place: string, detail: string) => void): void {
  if (!isObject(value)) return add('', 'Money is an object of an amount and a currency.');
  const { amount, currency } = value;
  if (!hasValue(value, 'amount')) add('/amount', 'This required property is missing.');
  else if (typeof amount === 'string' && amount.startsWith('-') && amountPattern.test(amount.slice(1))) add('/amount', 'Amounts are zero or more.');
  else if (typeof amount !== 'string' || !amountPattern.test(amount)) add('/amount', 'An amount is a text of digits in the pattern of 12400.00.');
  if (!hasValue(value, 'currency')) add('/currency', 'This required property is missing.');
  else if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) add('/currency', 'A currency is a text in the pattern of three capital letters, such as EUR.');
  const more = Object.keys(value).find((name) => name !== 'amount' && name !== 'currency');
  if (more !== undefined) add(`/${escapeName(more)}`, 'Money has no such field.');
}

const typeNames = new Map([['string', 'a text'], ['integer', 'a whole number'], ['boolean', 'true or false'], ['array', 'a list'], ['object', 'an object'], ['null', 'null']]);

function typeProblem(type: unknown, value: unknown): string | null {
  if (type === undefined) return null;
  const actual = value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
  return actual === type ? null : `This must be ${typeNames.get(String(type)) ?? 'of another type'}.`;
}

function choiceProblem(schema: Form, value: unknown, check: Check): string | null {
  if ('const' in schema && !choicesOf(schema, [schema.const], check).has(textOf(value))) return 'This can only be the one value that the form fixes.';
  if (Array.isArray(schema.enum) && !choicesOf(schema.enum, schema.enum, check).has(textOf(value))) return 'This is none of the choices that the form offers.';
  return null;
}

/** The texts of a schema's own values, worked out once for all that is held against them. */
function choicesOf(holder: object, values: readonly unknown[], { choices }: Check): ReadonlySet<string> {
  const known = choices.get(holder) ?? new Set(values.map(textOf));
  choices.set(holder, known);
  return known;
}

function ownProblem(schema: Form, value: unknown, check: Check): string | null {
  if (typeof value === 'string') return textProblem(schema, value, check);
  if (typeof value === 'number') return numberProblem(schema, value);
  if (!Array.isArray(value)) return null;
  if (isBelow(value.length, schema.minItems)) return `This list has too few items: at least ${String(schema.minItems)} are needed.`;
  if (isAbove(value.length, schema.maxItems)) return `This list has too many items: at most ${String(schema.maxItems)} are allowed.`;
  return schema.uniqueItems === true && new Set(value.map(textOf)).size < value.length ? 'No two items of this list may be the same.' : null;
}

function textProblem(schema: Form, value: string, check: Check): string | null {
  // JSON Schema counts characters, not code units.
  const length = 'minLength' in schema || 'maxLength' in schema ? [...value].length : value.length;
  if (isBelow(length, schema.minLength)) return `This text is too short: at least ${String(schema.minLength)} characters.`;
  if (isAbove(length, schema.maxLength)) return `This text is too long: at most ${String(schema.maxLength)} characters.`;
  // Whether the record is kept is for the server to say: only it can look.
  if (schema.format === 'record') {
    if (value.length > outsideIdMax || !/^\P{Cc}+$/u.test(value)) return 'This is no outside id of a record.';
  } else if (typeof schema.format === 'string' && schema.format !== 'multiline') {
    if (value.length > formattedTextMax || formatChecks[schema.format]?.(value) !== true) return `This text is not in the format "${schema.format}".`;
  }
  if (typeof schema.pattern !== 'string') return null;
  if (value.length > patternTextMax) return `This text is too long for its pattern: at most ${patternTextMax} characters.`;
  const { expression, tries } = patternFor(schema.pattern, value.length, check);
  check.tries += tries;
  if (check.tries > triesMax) return 'Checking all the texts of this content by their patterns would take too long.';
  return expression.test(value) ? null : 'This text does not match its pattern.';
}

/** A pattern and its price, which is counted for the next power of two of the length: counting costs more than most tries. */
function patternFor(pattern: string, length: number, check: Check) {
  const priced = Math.min(patternTextMax, 2 ** Math.ceil(Math.log2(length + 1)));
  const key = `${priced} ${pattern}`;
  const known = check.patterns.get(key) ?? { expression: new RegExp(pattern, 'u'), tries: triesOfPattern(pattern, priced) };
  check.patterns.set(key, known);
  return known;
}

function numberProblem(schema: Form, value: number): string | null {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (isBelow(value, minimum) || (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum)) return 'This number is less than the form allows.';
  if (isAbove(value, maximum) || (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum)) return 'This number is greater than the form allows.';
  return typeof multipleOf === 'number' && value % multipleOf !== 0 ? `This number is no multiple of ${multipleOf}.` : null;
}

const isBelow = (value: number, least: unknown) => typeof least === 'number' && value < least;
const isAbove = (value: number, most: unknown) => typeof most === 'number' && value > most;

/** One text for equal values, whatever the order of their names. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (isObject(value)) return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${textOf(value[name])}`).join(',')}}`;
  return JSON.stringify(value === 0 ? 0 : value) ?? 'undefined';
}

export const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
/** A name within a JSON pointer (RFC 6901). */
export const escapeName = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');
