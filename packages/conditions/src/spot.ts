import { childrenOf, positionOf, type Expression, type ParsedSource } from './check-names.js';

/** A place in a source: `offset` and `length` in UTF-16 code units, `line` and `column` from 1. */
export interface Spot {
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
}

export function spotAt(source: string, offset: number, length: number): Spot {
  const before = source.slice(0, offset);
  return { offset, length, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** Texts first, since their prefix alone reads as a name; in those with an r a backslash is one. */
const token = /[bB]?[rR](?:"""[\s\S]*?"""|'''[\s\S]*?'''|"[^"]*"|'[^']*')|[bB]?(?:"""(?:\\.|[\s\S])*?"""|'''(?:\\.|[\s\S])*?'''|"(?:\\.|[^"])*"|'(?:\\.|[^'])*')|(?:\.\s*)?[A-Za-z_]\w*|-?\d[\w.]*|[\s\S]/y;

/** Where an expression begins and ends: the parser tells one position of each part, and the rest is read from the source. */
export function spotOf(source: string, parsed: ParsedSource, expression: Expression): Spot {
  const places = placesIn(parsed, expression);
  const start = Math.min(...places);
  return spotAt(source, start, endOf(source, start, Math.max(...places)) - start);
}

const placesIn = (parsed: ParsedSource, expression: Expression): number[] => [positionOf(parsed, expression), ...childrenOf(expression).flatMap(([child]) => placesIn(parsed, child))];

/** The end of the token that begins last, and of every bracket that was opened since the start. */
function endOf(source: string, start: number, last: number): number {
  let depth = 0;
  token.lastIndex = start;
  for (let found = token.exec(source); found; found = token.exec(source)) {
    if ('([{'.includes(found[0])) depth += 1;
    if (')]}'.includes(found[0])) depth -= 1;
    // What is called needs its arguments' bracket, even where it has none of them.
    if (depth <= 0 && token.lastIndex > last && source[token.lastIndex] !== '(') return token.lastIndex;
  }
  return source.length;
}
