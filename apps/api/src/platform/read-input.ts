import { escapeName, isStorableText, Refusal, type FieldProblem, type InputOf, type Operation } from '@countersign/contracts/platform';
import * as z from 'zod/mini';

const depthMax = 16;
const problemsMax = 20;

interface RawInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** Parses path, query and body by the contract; refuses with every problem and where it is. */
export function readInput(operation: Operation, raw: RawInput): InputOf<Operation> {
  const problems: FieldProblem[] = [];
  const params = operation.params ? parse(operation.params, raw.params, '/path', problems) : undefined;
  // A path that cannot name anything names nothing: the same answer as for one that names what is not there.
  if (problems.length > 0) throw new Refusal('not_found');
  findUnstorable(raw.query, '/query', 0, problems);
  const query = parseQuery(operation, raw.query, problems);
  if (operation.body) findUnstorable(raw.body, '/body', 0, problems);
  const body = operation.body && problems.length === 0 ? parse(operation.body, raw.body === undefined ? {} : raw.body, '/body', problems) : undefined;
  refuseProblems(problems);
  return { params, query, body } as InputOf<Operation>;
}

/** For a body that no schema describes: an object, of which everything can be kept. */
export function refuseUnstorable(body: unknown): void {
  const problems: FieldProblem[] = [];
  if (typeof body !== 'object' || body === null || Array.isArray(body)) problems.push({ pointer: '/body', detail: 'This must be an object with named fields.' });
  findUnstorable(body, '/body', 0, problems);
  refuseProblems(problems);
}

function refuseProblems(problems: readonly FieldProblem[]): void {
  if (problems.length === 0) return;
  const sentence = problems.length === 1 ? 'One field cannot be accepted as it is' : `${problems.length} fields cannot be accepted as they are`;
  throw new Refusal('invalid_input', { detail: `${sentence}. Nothing was changed.`, errors: problems.slice(0, problemsMax) });
}

function parseQuery(operation: Operation, raw: unknown, problems: FieldProblem[]): unknown {
  if (problems.length > 0) return undefined;
  if (operation.query) return parse(operation.query, raw ?? {}, '/query', problems);
  for (const name of Object.keys((raw ?? {}) as object)) problems.push({ pointer: `/query/${escapeName(name)}`, detail: 'This call takes no such parameter.' });
  return undefined;
}

function parse(schema: z.ZodMiniType, value: unknown, root: string, problems: FieldProblem[]): unknown {
  // Without what was sent, nobody could tell what is missing from what is of another type.
  const result = z.safeParse(schema, value, { reportInput: true });
  if (result.success) return result.data;
  for (const issue of result.error.issues) problems.push(...problemsOf(issue, root));
  return undefined;
}

type Issue = z.core.$ZodIssue;

function problemsOf(issue: Issue, root: string): FieldProblem[] {
  const at = [root, ...issue.path.map((key) => escapeName(String(key)))].join('/');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ pointer: `${at}/${escapeName(key)}`, detail: 'There is no such field.' }));
  if (issue.code !== 'invalid_union' || issue.input === undefined) return [{ pointer: at, detail: sentenceOf(issue) }];
  if (issue.discriminator !== undefined && 'options' in issue) return [{ pointer: at, detail: kindSentence(issue.input, issue.discriminator, issue.options ?? []) }];
  return problemsOfShapes(issue.errors.flatMap(shapesWithin), at);
}

/** Of shapes that a field tells apart: whether it is missing, or says what there is not. */
function kindSentence(input: unknown, name: string, kinds: readonly unknown[]): string {
  const isSent = typeof input === 'object' && input !== null && Object.hasOwn(input, name) && (input as Readonly<Record<string, unknown>>)[name] !== undefined;
  return isSent ? `This must be ${allowedText(kinds.map(String))}.` : 'This is needed.';
}

/** A shape that is several itself is each of them. */
const shapesWithin = (issues: readonly Issue[]): (readonly Issue[])[] => {
  const [only, ...others] = issues;
  return only?.code === 'invalid_union' && only.path.length === 0 && others.length === 0 ? only.errors.flatMap(shapesWithin) : [issues];
};

/** Of several shapes the one that comes closest is spoken of; where what was sent is the beginning of several, what each lacks. */
function problemsOfShapes(shapes: readonly (readonly Issue[])[], at: string): FieldProblem[] {
  // A shape whose fault is the whole value is one for something else than an object with fields.
  const open = shapes.filter((issues) => issues.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'));
  const least = Math.min(...open.map(distanceTo));
  const [meant, ...others] = open.filter((issues) => distanceTo(issues) === least);
  if (meant && others.length === 0) return meant.flatMap((issue) => problemsOf(issue, at));
  if (!meant || least === 0 || least >= unknownWeighs) return [{ pointer: at, detail: 'This is of no kind that is known here.' }];
  const lacking = [meant, ...others].map((issues) => issues.filter(isMissing).map(({ path }) => String(path[0])).join(' and '));
  // What is wrong with a field that they share is so in each of them.
  return [...meant.filter((issue) => !isMissing(issue)).flatMap((issue) => problemsOf(issue, at)), { pointer: at, detail: `One of these is needed: ${lacking.join(', ')}.` }];
}

const unknownWeighs = 1000;
/** How far what was sent is from a shape: a field that it does not know weighs more than any number that are missing. */
const distanceTo = (issues: readonly Issue[]) => issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys.length * unknownWeighs : isMissing(issue) ? 1 : 0), 0);
const isMissing = ({ path, input, code }: Issue) => path.length === 1 && input === undefined && code !== 'unrecognized_keys';

const typeNames = new Map([['string', 'a text'], ['number', 'a number'], ['int', 'a whole number'], ['boolean', 'true or false'], ['array', 'a list'], ['object', 'an object with named fields'], ['record', 'an object with named fields']]);

/** In words: a contract's own begin with "must"; the library's are for programmers and stay inside. */
function sentenceOf(issue: Issue): string {
  if (issue.input === undefined) return 'This is needed.';
  if (issue.message.startsWith('must ')) return `This ${issue.message}.`;
  if (issue.code === 'invalid_type') return `This must be ${typeNames.get(issue.expected) ?? 'of another type'}.`;
  if (issue.code === 'too_big') return tooMuch(issue.origin, 'at most', String(issue.maximum));
  if (issue.code === 'too_small') return tooMuch(issue.origin, 'at least', String(issue.minimum));
  if (issue.code === 'invalid_value') return `This must be ${allowedText(issue.values.map(String))}.`;
  return 'This cannot be accepted as it is.';
}

/** Up to a dozen are named; more are no sentence any more. */
function allowedText(values: readonly string[]): string {
  const namedMax = 12;
  if (values.length === 1) return values.join('');
  return values.length <= namedMax ? `one of: ${values.join(', ')}` : `one of ${values.length} names, such as ${values.slice(0, 3).join(', ')}`;
}

function tooMuch(origin: string, limit: 'at most' | 'at least', count: string): string {
  if (origin === 'string') return `This is too ${limit === 'at most' ? 'long' : 'short'}: ${limit} ${count} characters.`;
  if (origin === 'array' || origin === 'set') return `These are too ${limit === 'at most' ? 'many' : 'few'}: ${limit} ${count}.`;
  return `This is too ${limit === 'at most' ? 'large' : 'small'}: ${limit} ${count}.`;
}

/** Text and numbers that PostgreSQL or canonical JSON cannot hold, and nesting deeper than anything here needs. */
function findUnstorable(value: unknown, pointer: string, depth: number, problems: FieldProblem[]): void {
  if (problems.length >= problemsMax) return;
  const add = (detail: string) => void problems.push({ pointer, detail });
  if (depth > depthMax) return add(`This nests deeper than ${depthMax} levels.`);
  if (typeof value === 'string' && !isStorableText(value)) return add('This text holds NUL or half a surrogate pair.');
  // JSON has no infinity, but 1e309 is read as one.
  if (typeof value === 'number' && !Number.isFinite(value)) return add('This number is too large.');
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (isStorableText(key)) findUnstorable(child, `${pointer}/${escapeName(key)}`, depth + 1, problems);
    else add('A name holds NUL or half a surrogate pair.');
  }
}
