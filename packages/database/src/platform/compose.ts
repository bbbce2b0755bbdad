import type { Statement } from './sql.js';

/** What one part adds to a statement: rows that are written, and what is asked at its end. Values stand in braces: `{at}`. */
export interface StatementPart {
  readonly with?: string;
  readonly select?: string;
}

export interface Composed<Value extends string> {
  readonly statement: Statement;
  /** The values it takes, in order, from `$2` on. */
  readonly takes: readonly Value[];
}

/**
 * Statements with only the parts that a change has: the server sets up every part of a statement before it runs the first, and each
 * combination is prepared once. Parts are told apart by their first two letters, since a prepared statement's name has 63 characters at most.
 */
export function composer<Part extends string, Value extends string>(name: string, parts: { readonly [part in Part]: StatementPart }): (wanted: readonly Part[]) => Composed<Value> {
  const made = new Map<string, Composed<Value>>();
  return (wanted) => {
    const full = `${name}.${wanted.map((part) => part.slice(0, 2)).join('')}`;
    const known = made.get(full);
    if (known) return known;
    const takes: Value[] = [];
    const placeOf = (value: Value) => `$${(takes.includes(value) ? takes.indexOf(value) : takes.push(value) - 1) + 2}`;
    const named = wanted.map((part) => parts[part]);
    const written = named.flatMap(({ with: rows }) => rows ?? []).join(', ');
    const asked = named.flatMap(({ select }) => select ?? []).join(', ');
    const text = `with ${written} select ${asked}`.replaceAll(/\{(\w+)\}/g, (_, value: Value) => placeOf(value));
    const composed = { statement: { name: full, text }, takes };
    made.set(full, composed);
    return composed;
  };
}
