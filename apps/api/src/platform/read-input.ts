import { isStorableText, Refusal, type FieldProblem, type InputOf, type Operation } from '@countersign/contracts/platform';
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
  problems.push(...unstorable(raw.query, '/query', 0));
  const query = parseQuery(operation, raw.query, problems);
  if (operation.body) problems.push(...unstorable(raw.body, '/body', 0));
  const body = operation.body && problems.length === 0 ? parse(operation.body, raw.body ?? {}, '/body', problems) : undefined;
  if (problems.length > 0) {
    const sentence = problems.length === 1 ? 'One field cannot be accepted as it is' : `${problems.length} fields cannot be accepted as they are`;
    throw new Refusal('invalid_input', { detail: `${sentence}. Nothing was changed.`, errors: problems.slice(0, problemsMax) });
  }
  return { params, query, body } as InputOf<Operation>;
}

function parseQuery(operation: Operation, raw: unknown, problems: FieldProblem[]): unknown {
  if (problems.length > 0) return undefined;
  if (operation.query) return parse(operation.query, raw ?? {}, '/query', problems);
  for (const name of Object.keys((raw ?? {}) as object)) problems.push({ pointer: `/query/${name}`, detail: 'This call takes no such parameter.' });
  return undefined;
}

function parse(schema: z.ZodMiniType, value: unknown, root: string, problems: FieldProblem[]): unknown {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) problems.push(...problemsOf(issue, root));
  return undefined;
}

function problemsOf(issue: z.core.$ZodIssue, root: string): FieldProblem[] {
  const at = [root, ...issue.path.map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ pointer: `${at}/${key}`, detail: 'There is no such field.' }));
  return [{ pointer: at, detail: sentenceOf(issue) }];
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.message !== '' && issue.message !== 'Invalid input' && issue.code !== 'invalid_type') return `This ${issue.message}.`.replace(/^This (Too|Invalid)/, '$1');
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'This is needed.' : `This must be a ${issue.expected}.`;
  if (issue.code === 'too_big') return `This is too large: at most ${String(issue.maximum)}.`;
  if (issue.code === 'too_small') return `This is too small: at least ${String(issue.minimum)}.`;
  if (issue.code === 'invalid_value') return `This must be one of: ${issue.values.map(String).join(', ')}.`;
  return 'This cannot be accepted.';
}

/** Text and numbers that PostgreSQL or canonical JSON cannot hold, and nesting deeper than anything here needs. */
function unstorable(value: unknown, pointer: string, depth: number): FieldProblem[] {
  if (depth > depthMax) return [{ pointer, detail: `This nests deeper than ${depthMax} levels.` }];
  if (typeof value === 'string') return isStorableText(value) ? [] : [{ pointer, detail: 'This text holds NUL or half a surrogate pair.' }];
  // JSON has no infinity, but 1e309 is read as one.
  if (typeof value === 'number' && !Number.isFinite(value)) return [{ pointer, detail: 'This number is too large.' }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    if (!isStorableText(key)) return [{ pointer, detail: 'A name holds NUL or half a surrogate pair.' }];
    return unstorable(child, `${pointer}/${key}`, depth + 1);
  });
}
