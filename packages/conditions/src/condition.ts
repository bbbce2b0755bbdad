import { isCelError, parse, plan, type CelValue } from '@bufbuild/cel';
import { checkNames, type ParsedSource } from './check-names.js';
import { findReads, keepReads, type Read } from './find-reads.js';
import { celMapOf } from './read-json.js';
import { conditionEnv, countLoops, underBudget } from './work-budget.js';

/** What a condition is asked about: the revision's content as JSON, and who made the request. */
export interface ConditionInput {
  readonly request: Readonly<Record<string, unknown>>;
  readonly requester: { readonly unit: string | null };
}

/**
 * The answer of a condition. `inputs` are the values it could read, keyed by their path as written
 * (`request.amount.amount`, `has(request.urgent)`), JSON; paths that lead nowhere are left out.
 * `message` is a sentence for the person whose request it is.
 */
export type Evaluation = { readonly ok: true; readonly result: boolean; readonly inputs: Record<string, unknown> } | { readonly ok: false; readonly message: string };

export interface Condition {
  readonly source: string;
  /** Never throws, and ends within a bounded amount of work whatever the source and the input say. */
  evaluate(input: ConditionInput): Evaluation;
}

/** `position` is the offset in the source, in UTF-16 code units, where the trouble is, or null where it is not known. */
export type Compilation = { readonly ok: true; readonly condition: Condition } | { readonly ok: false; readonly message: string; readonly position: number | null };

export const sourceMaxCharacters = 1000;
const cachedMax = 500;
const cached = new Map<string, Compilation>();

/**
 * Compiles a CEL expression (https://cel.dev) over `request` and `requester`; never throws.
 * Compiled sources are kept, the least recently used go first: a source means the same for every tenant.
 */
export function compileCondition(source: string): Compilation {
  const known = cached.get(source);
  if (known) {
    cached.delete(source);
    cached.set(source, known);
    return known;
  }
  const compilation = compile(source);
  cached.set(source, compilation);
  for (const oldest of cached.keys()) {
    if (cached.size <= cachedMax) break;
    cached.delete(oldest);
  }
  return compilation;
}

function compile(source: string): Compilation {
  if (source.length > sourceMaxCharacters) {
    return { ok: false, message: `A condition has at most ${sourceMaxCharacters} characters; this one has ${source.length}.`, position: sourceMaxCharacters };
  }
  let parsed: ParsedSource;
  try {
    parsed = parse(source);
  } catch (thrown) {
    return { ok: false, ...describeParseError(thrown) };
  }
  const problem = checkNames(parsed, conditionEnv);
  if (problem) return { ok: false, ...problem };
  try {
    const found = findReads(parsed.expr);
    const evaluate = plan(conditionEnv, countLoops(parsed.expr));
    return { ok: true, condition: { source, evaluate: (input) => answer(evaluate, found, input) } };
  } catch (thrown) {
    return { ok: false, message: `This is not a condition that can be evaluated: ${messageOf(thrown)}.`, position: null };
  }
}

type Plan = (bindings: Record<string, CelValue>) => ReturnType<ReturnType<typeof plan>>;

function answer(evaluate: Plan, found: { reads: readonly Read[]; written: ReadonlyMap<bigint, string> }, input: ConditionInput): Evaluation {
  const variables: Readonly<Record<string, unknown>> = { request: input.request, requester: { unit: input.requester.unit } };
  try {
    const bindings = { request: celMapOf(variables.request), requester: celMapOf(variables.requester) };
    const result = underBudget(() => evaluate(bindings));
    if (isCelError(result)) return { ok: false, message: describeEvaluationError(result, found.written) };
    if (typeof result !== 'boolean') return { ok: false, message: 'The condition is neither true nor false. Make it a comparison, such as request.days > 3.' };
    return { ok: true, result, inputs: keepReads(found.reads, variables) };
  } catch (thrown) {
    return { ok: false, message: `The condition cannot be worked out: ${messageOf(thrown)}.` };
  }
}

function describeEvaluationError(error: Error & { readonly exprId?: bigint | undefined }, written: ReadonlyMap<bigint, string>): string {
  const path = error.exprId === undefined ? undefined : written.get(error.exprId);
  if (error.message.startsWith('field not found: ')) {
    const name = path ?? error.message.slice('field not found: '.length);
    return `There is no "${name}" here. Fill it in, or guard it in the condition with has(${name}).`;
  }
  if (/^index .* out of bounds/.test(error.message)) return 'A list is shorter than the condition expects. Guard the item with size(...) > n.';
  return `The condition cannot be worked out: ${messageOf(error)}.`;
}

function describeParseError(thrown: unknown): { message: string; position: number | null } {
  if (thrown instanceof RangeError) return { message: 'The condition is nested too deeply.', position: null };
  const position = offsetOf(thrown);
  const message = messageOf(thrown).replace(/^<input>:\d+:\d+: /, '');
  return { message: `This is not a CEL expression: ${message}.`, position };
}

function offsetOf(thrown: unknown): number | null {
  if (typeof thrown !== 'object' || thrown === null || !('location' in thrown)) return null;
  const { location } = thrown as { location?: { start?: { offset?: unknown } } };
  return typeof location?.start?.offset === 'number' ? location.start.offset : null;
}

// The library repeats values in its messages, however long they are.
const messageOf = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 300).toWellFormed().replace(/\.$/, '');
