import { childrenOf, type Expression, type ParsedSource } from './check-names.js';

/** A place in a source: `offset` and `length` in UTF-16 code units, `line` and `column` from 1. */
export interface Spot {
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
}

export function spotAt(source: string, offset: number, length: number): Spot {
  const before = source.slice(0, offset).split('\n');
  return { offset, length, line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

const token = /(?:\.\s*)?[A-Za-z_]\w*|-?\d[\w.]*|[rbRB]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|[<>=!&|]+|[\s\S]/y;

/** Where an expression begins and ends: the parser tells one position of each part, and the rest is read from the source. */
export function spotOf(source: string, { sourceInfo }: ParsedSource, expression: Expression): Spot {
  const places = placesIn(expression, sourceInfo?.positions ?? {});
  const start = Math.min(...places);
  if (!Number.isFinite(start)) return spotAt(source, 0, source.length);
  return spotAt(source, start, endOf(source, start, Math.max(...places)) - start);
}

function placesIn(expression: Expression, positions: Readonly<Record<string, number>>): number[] {
  const own = positions[String(expression.id)];
  return [...(own === undefined ? [] : [own]), ...childrenOf(expression).flatMap(([child]) => placesIn(child, positions))];
}

/** The end of the token that begins last, and of every bracket that was opened since the start. */
function endOf(source: string, start: number, last: number): number {
  let depth = 0;
  token.lastIndex = start;
  for (let found = token.exec(source); found; found = token.exec(source)) {
    if ('([{'.includes(found[0])) depth += 1;
    if (')]}'.includes(found[0])) depth -= 1;
    // What is called needs its arguments' bracket, even where it has none of them.
    if (depth <= 0 && token.lastIndex > last && !(/^[\w.\s]+$/.test(found[0]) && found.index === last && source[token.lastIndex] === '(')) return token.lastIndex;
  }
  return source.length;
}
