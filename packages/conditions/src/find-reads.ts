import { childrenOf, type Expression } from './check-names.js';

type Key = string | number;

/** A place that a condition looks at: `steps` lead to it from the variables; `presence` where only has() asks. */
export interface Read {
  readonly path: string;
  readonly steps: readonly Key[];
  readonly presence: boolean;
}

/** A variable and the fields and constant indexes that follow it. */
export interface Chain {
  readonly id: bigint;
  readonly path: string;
  readonly steps: readonly Key[];
  /** Without its last step; null where it is the variable alone. */
  readonly before: Chain | null;
}

/** Kept as they are up to this length of their JSON; what is longer stays in the revision, which is kept for ever anyway. */
const keptMaxCharacters = 4000;

/** The longest chains of fields and constant indexes that begin at a variable, and how each of their parts is written, by expression id. */
export function findReads(expr: Expression): { reads: readonly Read[]; written: ReadonlyMap<bigint, string> } {
  const reads = new Map<string, Read>();
  const written = new Map<bigint, string>();
  const visit = (expression: Expression, bound: ReadonlySet<Key>): void => {
    const chain = chainOf(expression);
    if (chain) {
      for (let part: Chain | null = chain; part; part = part.before) written.set(part.id, part.path);
      const [root = ''] = chain.steps;
      if (bound.has(root) || !['request', 'requester', 'decisions'].includes(String(root))) return;
      const presence = expression.exprKind.case === 'selectExpr' && expression.exprKind.value.testOnly;
      const path = presence ? `has(${chain.path})` : chain.path;
      reads.set(path, { path, steps: chain.steps, presence });
      return;
    }
    for (const [child, added] of childrenOf(expression)) visit(child, new Set([...bound, ...added]));
  };
  visit(expr, new Set());
  return { reads: [...reads.values()], written };
}

/** Whether one of those places is a field of the content, within it, or the whole that holds it. */
export const readsOf = (reads: readonly Read[], field: string): boolean => reads.some(({ steps: [root, first] }) => root === 'request' && (first === undefined || first === field));

/** The values at those places, by path. */
export function keepReads(reads: readonly Read[], variables: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: [string, unknown][] = [];
  for (const { path, steps, presence } of reads) {
    const value = valueAt(variables, steps);
    if (presence) kept.push([path, value !== undefined && value !== null]);
    else if (value !== undefined) kept.push([path, keep(value)]);
  }
  // fromEntries defines, so that no path can reach a prototype.
  return Object.fromEntries(kept);
}

function keep(value: unknown): unknown {
  const text = JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));
  if (text.length > keptMaxCharacters) return Array.isArray(value) ? `a list of ${value.length} items, too long to repeat here` : `${text.length} characters, too long to repeat here`;
  return JSON.parse(text) as unknown;
}

function valueAt(from: unknown, steps: readonly Key[]): unknown {
  let value = from;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<Key, unknown>)[step];
  }
  return value;
}

export function chainOf(expression: Expression): Chain | null {
  const { id, exprKind } = expression;
  if (exprKind.case === 'identExpr') return { id, path: exprKind.value.name, steps: [exprKind.value.name], before: null };
  const step = stepOf(expression);
  const before = step && chainOf(step.operand);
  return before && { id, path: `${before.path}${step.written}`, steps: [...before.steps, step.key], before };
}

/** `.field`, `["key"]` or `[0]`, and what it is read from. */
function stepOf({ exprKind }: Expression): { operand: Expression; key: Key; written: string } | null {
  if (exprKind.case === 'selectExpr') {
    const { operand, field } = exprKind.value;
    return operand ? { operand, key: field, written: `.${field}` } : null;
  }
  if (exprKind.case !== 'callExpr' || exprKind.value.function !== '_[_]') return null;
  const [operand, index] = exprKind.value.args;
  const key = constantOf(index);
  return operand && key !== undefined ? { operand, key, written: `[${JSON.stringify(key)}]` } : null;
}

export function constantOf(expression: Expression | undefined): Key | undefined {
  if (expression?.exprKind.case !== 'constExpr') return undefined;
  const { constantKind } = expression.exprKind.value;
  if (constantKind.case === 'stringValue') return constantKind.value;
  return constantKind.case === 'int64Value' ? Number(constantKind.value) : undefined;
}
