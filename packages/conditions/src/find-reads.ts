import { childrenOf, type Expression } from './check-names.js';

type Key = string | number;

/** A place that a condition looks at: `steps` lead to it from the variables; `presence` where only has() asks. */
export interface Read {
  readonly path: string;
  readonly steps: readonly Key[];
  readonly presence: boolean;
}

interface Chain {
  readonly path: string;
  readonly steps: readonly Key[];
  readonly root: string;
}

/** Kept as they are up to this length of their JSON; what is longer stays in the revision, which is kept for ever anyway. */
const keptMaxCharacters = 4000;

/** The longest chains of fields and constant indexes that begin at a variable, and how every field access is written, by expression id. */
export function findReads(expr: Expression): { reads: readonly Read[]; written: ReadonlyMap<bigint, string> } {
  const reads = new Map<string, Read>();
  const written = new Map<bigint, string>();
  const visit = (expression: Expression, bound: ReadonlySet<string>): void => {
    const chain = chainOf(expression);
    if (chain) {
      note(expression, written);
      if (bound.has(chain.root) || !['request', 'requester'].includes(chain.root)) return;
      const presence = expression.exprKind.case === 'selectExpr' && expression.exprKind.value.testOnly;
      const path = presence ? `has(${chain.path})` : chain.path;
      reads.set(path, { path, steps: chain.steps, presence });
      return;
    }
    if (expression.exprKind.case === 'selectExpr') written.set(expression.id, `….${expression.exprKind.value.field}`);
    for (const [child, added] of childrenOf(expression)) visit(child, added.length === 0 ? bound : new Set([...bound, ...added]));
  };
  visit(expr, new Set());
  return { reads: [...reads.values()], written };
}

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
  if (typeof value === 'bigint') return value.toString();
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

function note(expression: Expression, written: Map<bigint, string>): void {
  const chain = chainOf(expression);
  if (!chain) return;
  written.set(expression.id, chain.path);
  const operand = operandOf(expression);
  if (operand) note(operand, written);
}

function operandOf({ exprKind }: Expression): Expression | undefined {
  if (exprKind.case === 'selectExpr') return exprKind.value.operand;
  return exprKind.case === 'callExpr' ? exprKind.value.args[0] : undefined;
}

function chainOf(expression: Expression): Chain | null {
  const { exprKind } = expression;
  if (exprKind.case === 'identExpr') return { path: exprKind.value.name, steps: [exprKind.value.name], root: exprKind.value.name };
  const operand = operandOf(expression);
  const before = operand === undefined ? null : exprKind.case === 'selectExpr' || exprKind.case === 'callExpr' ? chainOf(operand) : null;
  if (!before) return null;
  if (exprKind.case === 'selectExpr') {
    const { field } = exprKind.value;
    return { ...before, path: `${before.path}.${field}`, steps: [...before.steps, field] };
  }
  const key = exprKind.case === 'callExpr' && exprKind.value.function === '_[_]' ? constantOf(exprKind.value.args[1]) : undefined;
  return key === undefined ? null : { ...before, path: `${before.path}[${JSON.stringify(key)}]`, steps: [...before.steps, key] };
}

function constantOf(expression: Expression | undefined): Key | undefined {
  if (expression?.exprKind.case !== 'constExpr') return undefined;
  const { constantKind } = expression.exprKind.value;
  if (constantKind.case === 'stringValue') return constantKind.value;
  return constantKind.case === 'int64Value' ? Number(constantKind.value) : undefined;
}
