import { isCelError, parse, plan, type CelValue } from '@bufbuild/cel';
import { checkNames } from './check-names.js';
import { TypeCheck, type ConditionProblem } from './check-types.js';
import { findReads, keepReads, readsOf, type Read } from './find-reads.js';
import { overloadsOf } from './overloads.js';
import { celMapOf } from './read-json.js';
import { spotAt } from './spot.js';
import type { Scope } from './condition-scope.js';
import { conditionEnv, countLoops, underBudget } from './work-budget.js';

/** What a condition is asked about: the revision's content as JSON, and who made the request. */
export interface ConditionInput {
  readonly request: Readonly<Record<string, unknown>>;
  readonly requester: Requester;
  /** What was decided at the approval steps before, by step id; a step that is not here was not reached. */
  readonly decisions?: Readonly<Record<string, StepDecision>>;
}

/** Roles and groups are ids, and so is the nearest manager who belongs to the company. What is left out is not at hand: a condition that reads it fails. */
export interface Requester {
  readonly unit: string | null;
  readonly memberId?: string;
  readonly name?: string;
  readonly managerId?: string | null;
  readonly roles?: readonly string[];
  readonly groups?: readonly string[];
}

/** How an approval step stands: whose signatures count now, and when the last of them was given, RFC 3339; and how often somebody said no. */
export interface StepDecision {
  readonly outcome: 'approved' | 'skipped' | 'waiting' | 'not_reached';
  readonly count: number;
  /** Member ids, in the order in which they signed. */
  readonly signers: readonly string[];
  readonly lastAt: string | null;
  /** How often somebody rejected it, and asked for changes, since the request was submitted; what they took back left out. */
  readonly rejections: number;
  readonly changesRequested: number;
}

const notReached: StepDecision = { outcome: 'not_reached', count: 0, signers: [], lastAt: null, rejections: 0, changesRequested: 0 };

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
  /** Whether its answer can depend on a field of the content. One that takes the content as a whole reads every field. */
  reads(field: string): boolean;
  /** Whether its answer can depend on what was decided before. */
  readsDecisions(): boolean;
  /** Whether its answer can depend on the requester's roles, groups or manager. */
  readsStanding(): boolean;
  /** What would fail, or could never hold, where the variables are of these types; see `conditionScope`. */
  problems(scope: Scope): readonly ConditionProblem[];
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

/** Everything wrong with a source where the variables are of these types, each with its place; the first thing only where it is no expression. */
export function checkCondition(source: string, scope: Scope): readonly ConditionProblem[] {
  const compiled = compileCondition(source);
  if (compiled.ok) return compiled.condition.problems(scope);
  const { message, position } = compiled;
  return [{ message, ...(position === null ? spotAt(source, 0, source.length) : spotAt(source, position, Math.min(1, Math.max(0, source.length - position)))) }];
}

/** What of a requester is looked up, where a condition reads it. */
const standing: readonly unknown[] = ['managerId', 'roles', 'groups'];

const overloads = overloadsOf(conditionEnv);

function compile(source: string): Compilation {
  if (source.length > sourceMaxCharacters) {
    return { ok: false, message: `A condition has at most ${sourceMaxCharacters} characters; this one has ${source.length}.`, position: sourceMaxCharacters };
  }
  try {
    const parsed = parse(source);
    const problem = checkNames(parsed, conditionEnv);
    if (problem) return { ok: false, ...problem };
    const found = findReads(parsed.expr);
    const evaluate = plan(conditionEnv, countLoops(parsed.expr));
    return { ok: true, condition: { source, evaluate: (input) => answer(evaluate, found, input), reads: (field) => readsOf(found.reads, field), readsDecisions: () => found.reads.some(({ steps: [root] }) => root === 'decisions'), readsStanding: () => found.reads.some(({ steps: [root, field] }) => root === 'requester' && (field === undefined || standing.includes(field))), problems: (scope) => new TypeCheck(source, parsed, overloads).run(scope) } };
  } catch (thrown) {
    return { ok: false, ...describeParseError(thrown) };
  }
}

type Plan = (bindings: Record<string, CelValue>) => ReturnType<ReturnType<typeof plan>>;

function answer(evaluate: Plan, found: { reads: readonly Read[]; written: ReadonlyMap<bigint, string> }, input: ConditionInput): Evaluation {
  const { unit, memberId, name, managerId, roles, groups } = input.requester;
  const requester = Object.fromEntries(Object.entries({ unit, memberId, name, managerId, roles, groups }).filter(([, value]) => value !== undefined));
  const variables: Readonly<Record<string, unknown>> = { request: input.request, requester, decisions: decisionsFor(found.reads, input.decisions) };
  try {
    const bindings = { request: celMapOf(variables.request), requester: celMapOf(variables.requester), decisions: celMapOf(variables.decisions) };
    const result = underBudget(() => evaluate(bindings));
    if (isCelError(result)) return { ok: false, message: describeEvaluationError(result, found.written) };
    if (typeof result !== 'boolean') return { ok: false, message: 'The condition is neither true nor false. Make it a comparison, such as request.days > 3.' };
    return { ok: true, result, inputs: keepReads(found.reads, variables) };
  } catch (thrown) {
    return { ok: false, message: `The condition cannot be worked out: ${messageOf(thrown)}.` };
  }
}

/** Those that are known, and for every other step that the source names that it was not reached. */
function decisionsFor(reads: readonly Read[], known: ConditionInput['decisions'] = {}): Record<string, StepDecision> {
  const named = reads.flatMap(({ steps: [root, stepId] }) => (root === 'decisions' && typeof stepId === 'string' ? [[stepId, notReached] as const] : []));
  return Object.fromEntries([...named, ...Object.entries(known)]);
}

const missing = 'field not found: ';

function describeEvaluationError(error: Error & { readonly exprId?: bigint | undefined }, written: ReadonlyMap<bigint, string>): string {
  if (error.message.startsWith(missing)) {
    const name = error.message.slice(missing.length);
    const path = written.get(error.exprId ?? 0n);
    if (path?.endsWith(`.${name}`)) return `There is no "${path}" here. Fill it in, or guard it in the condition with has(${path}).`;
    // Of `place["name"]` the library says the name only.
    return `There is no "${name}" where the condition looks for it. Fill it in, or guard it in the condition with has() or in.`;
  }
  if (error.message.startsWith('index ')) return 'A list is shorter than the condition expects. Guard the item with size(...) > n.';
  return `The condition cannot be worked out: ${messageOf(error)}.`;
}

/** The parser's own errors say where; others, such as for a code point that does not exist, do not. */
function describeParseError(thrown: unknown): { message: string; position: number | null } {
  const said = messageOf(thrown).replace(/^<input>:\d+:\d+: /, '');
  // Engines differ in the type of this error, not in its words.
  if (/call stack|recursion/.test(said)) return { message: 'The condition is nested too deeply.', position: null };
  const { location } = thrown as { readonly location?: { readonly start: { readonly offset: number } } };
  return { message: `This is not a CEL expression: ${said}.`, position: location?.start.offset ?? null };
}

// The library repeats values in its messages, however long they are.
const messageOf = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 300).toWellFormed().replace(/\.$/, '');
