import { refusalCatalog, refusalsOf, type FieldProblem, type Operation, type RefusalCode } from '@countersign/contracts/platform';
import type { RawAnswer, RawInput } from './raw-call.js';
import type { TestDatabase } from './test-database.js';

/** What may come back: one of these refusals, any that the contract lists, or any of those or what was asked for. */
export type Expectation = readonly RefusalCode[] | 'refused' | 'answered';

// What only somebody who builds this would say: values of the language, names of libraries, patterns, their error texts. A message that was
// received is a word of ours; that something was “received string” is one of a library's.
const jargon = /undefined|\bNaN\b|\[object|\bzod\b|\bajv\b|regex|\^\[|\\d|\\w|\bexpected\b|\breceived (?:undefined|null|NaN|[Ii]nvalid \w+|string|number|int|bigint|boolean|object|array|tuple|record|map|set|date|function|symbol)\b|\binvalid_\w+|JSON\.parse|SyntaxError|TypeError|FST_ERR|\bunion\b|\bint\b|\benum\b|\bparse|\bnullable\b|\ba (object|array|int|undefined)\b|Invalid input/;
const insides = /\/node_modules\/|\bnode:internal|\/dist\/|\/src\/|\.[cm]?[jt]s:\d|\n\s+at |\bat \S+ \(|\bError:|\bSQLSTATE\b|\bpg_\w+|\bsyntax error at or near\b|\bviolates\b|\brow-level security\b|\bduplicate key\b|\bnull value in column\b|\bselect\b.+\bfrom\b|\binsert into\b|\bupdate\b.+\bset\b|\bdelete from\b/i;
const sentence = /^[\p{Lu}\p{N}"“].{8,400}[.!?”)"]$/su;
const pointerPattern = /^\/(path|query|body|header)(\/([^~/]|~[01])*)*$/s;

/** Names that only the database knows, such as constraints: none has any business in an answer. */
export async function databaseNames(database: TestDatabase): Promise<string[]> {
  const rows = await database.look<{ name: string }>(`
    select conname as name from pg_constraint c join pg_namespace n on n.oid = c.connamespace where n.nspname in ('app', 'entry', 'identity')
    union select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('app', 'entry', 'identity') and relname like '%\\_%'
    union select proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('app', 'entry', 'identity') and proname like '%\\_%'`);
  if (rows.length < 50) throw new Error('the names of the database were not found');
  return rows.map(({ name }) => name);
}

/** Where a call is at fault, and what the refusal has to say in words that it lacks there. */
interface Place {
  readonly pointer?: string | undefined;
  readonly lacks?: string | undefined;
}

/** What is wrong with an answer to a call, in words; nothing where all is as it has to be. */
export function answerFaults(operation: Operation, answer: RawAnswer, expected: Expectation, about: Place & { readonly names: readonly string[]; readonly sent: RawInput }): string[] {
  if (answer.status >= 500) return [`it answered ${answer.status}`];
  if (answer.status < 400) {
    if (expected !== 'answered') return [`it was accepted with ${answer.status}`];
    if (answer.status !== operation.status) return [`it answered ${answer.status}, not ${operation.status}`];
    // What is no JSON is held by its own specs.
    if (operation.answers !== undefined) return [];
    return operation.reply.safeParse(answer.json).success ? [] : ['the reply is not what the contract promises'];
  }
  // An address of another operation's, or of none, is refused in nobody's name.
  const listed: readonly string[] = [...refusalsOf(operation), 'method_not_allowed'];
  const codes = Array.isArray(expected) ? (expected as readonly RefusalCode[]) : refusalsOf(operation);
  const own = withoutEchoes(answer, about.sent);
  return [...problemFaults(own, codes), ...(listed.includes(String(answer.json.code)) ? [] : [`the contract lists no refusal ${String(answer.json.code)}`]), ...placeFaults(answer, about), ...leakFaults(own, about.names)];
}

/** Whether an answer is a problem document with one of the codes, and a sentence that a person understands. */
export function problemFaults({ status, headers, json }: RawAnswer, codes: readonly RefusalCode[]): string[] {
  const code = String(json.code);
  const faults: string[] = [];
  if (!/^application\/problem\+json/.test(headers.get('content-type') ?? '')) faults.push(`it is no problem document but ${String(headers.get('content-type'))}`);
  if (!codes.includes(code as RefusalCode)) faults.push(`it was refused as ${status} ${code}, not as ${codes.join(' or ')}`);
  else if (refusalCatalog[code as RefusalCode].status !== status) faults.push(`${code} came with ${status}`);
  if (json.type !== `urn:countersign:refusal:${code}` || json.status !== status || typeof json.title !== 'string') faults.push('type, title or status of the problem is not right');
  for (const detail of [json.detail, ...errorsOf(json).map((error) => error.detail)]) faults.push(...sentenceFaults(detail));
  return faults;
}

function sentenceFaults(detail: unknown): string[] {
  if (typeof detail !== 'string' || !sentence.test(detail)) return [`“${String(detail)}” is no sentence`];
  const word = jargon.exec(detail)?.[0];
  return word === undefined ? [] : [`“${detail}” says “${word}”, which nobody outside understands`];
}

function placeFaults({ json }: RawAnswer, { pointer, lacks }: Place): string[] {
  const errors = errorsOf(json);
  const places = errors.map((error) => error.pointer);
  const faults = places.filter((place) => !pointerPattern.test(place) || place.length > 1000).map((place) => `“${place.slice(0, 100)}” is no pointer that anybody can use`);
  if (json.code !== 'invalid_input') return faults;
  if (places.length === 0) faults.push('it names no field');
  else if (lacks !== undefined) faults.push(...(errors.some((error) => error.pointer === pointer && namesIn(error.detail).includes(lacks)) ? [] : [`it does not say at ${String(pointer)} that ${lacks} would do`]));
  else if (pointer !== undefined && !places.some((place) => place === pointer || place.startsWith(`${pointer}/`))) faults.push(`it names ${places.slice(0, 3).join(', ').slice(0, 200)}, and the fault is at ${pointer.slice(0, 200)}`);
  return faults;
}

/** What an answer tells about how it was made. What the caller sent and gets back as a pointer is not told by us. */
export function leakFaults({ json, text }: RawAnswer, names: readonly string[]): string[] {
  const own = errorsOf(json).length > 0 ? JSON.stringify({ ...json, errors: errorsOf(json).map(({ detail }) => detail) }) : text;
  const found = insides.exec(own)?.[0] ?? names.find((name) => new RegExp(`\\b${name}\\b`).test(own));
  return found === undefined ? [] : [`it tells “${found.slice(0, 80)}”`];
}

/** The answer without what it gives back, between quotation marks, of what the caller wrote: somebody may name a role "undefined". */
function withoutEchoes(answer: RawAnswer, { body }: RawInput): RawAnswer {
  const texts = textsIn(body);
  const own = (detail: unknown) => (typeof detail === 'string' ? texts.reduce((rest, text) => rest.replaceAll(`"${text}"`, '"…"'), detail) : detail);
  const errors = errorsOf(answer.json);
  const json = { ...answer.json, detail: own(answer.json.detail), ...(errors.length > 0 && { errors: errors.map((error) => ({ ...error, detail: own(error.detail) })) }) };
  return { ...answer, json, text: typeof answer.json.detail === 'string' ? JSON.stringify(json) : answer.text };
}

/** With a list of its own of what is left to look at: some of what is sent nests deeper than calls may. */
function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  const left = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next === 'string') texts.push(next, next.trim());
    else if (typeof next === 'object' && next !== null) for (const inside of Object.values(next) as unknown[]) left.push(inside);
  }
  return texts.filter((text) => text !== '');
}

const namesIn = (detail: string): readonly string[] => detail.match(/\w+/g) ?? [];
const errorsOf = (json: RawAnswer['json']) => (Array.isArray(json.errors) ? (json.errors as FieldProblem[]) : []);
