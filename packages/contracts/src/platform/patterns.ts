/**
 * Patterns of forms are run by the engine of JavaScript, which backtracks, on text that anybody sends: `^(a+)+$` stops a
 * process for ever. A pattern is taken only if the number of ways to try it, worst case, has a bound that is small.
 */
const patternMax = 200;
/** The longest text, in UTF-16 code units, that a pattern is tried on. */
export const patternTextMax = 200;
const triesMax = patternTextMax ** 2;

interface Group {
  /** Holds a repetition, a choice or an option: repeating it would multiply the ways without bound. */
  varies: boolean;
  /** Ways through the choices that are complete, and through the one being read. */
  before: number;
  tries: number;
}

const openGroup = (): Group => ({ varies: false, before: 0, tries: 1 });

/** Why a pattern cannot be used in a form, as a sentence, or null when it can. */
export function checkPattern(pattern: unknown): string | null {
  if (typeof pattern !== 'string' || pattern.length > patternMax || !compiles(pattern)) return `This is not a regular expression of at most ${patternMax} characters.`;
  const tries = countTries(pattern, patternTextMax);
  if (typeof tries === 'string') return tries;
  return tries > triesMax ? 'This pattern has too many repetitions: it could take very long. Begin it with ^, and use at most two of * and +.' : null;
}

/** In how many ways a pattern can be tried on a text of that many code units, worst case; infinitely many for a pattern that no form may have. */
export function triesOfPattern(pattern: string, textLength: number): number {
  const tries = checkPattern(pattern) === null ? countTries(pattern, textLength + 1) : Infinity;
  return typeof tries === 'number' ? tries : Infinity;
}

function countTries(pattern: string, textLength: number): number | string {
  const whole = openGroup();
  const open = [whole];
  let last: Group | null = null;
  const tokens = pattern.matchAll(/\\[pPu]\{[^}]*\}|\\[^]|\[(?:\\[^]|[^\]\\])*\]|\((\?[^:]|\?:)?|\)|[*+?]\??|\{(\d+)(,?)(\d*)\}\??|\||[^]/gu);
  for (const [token, head, least, comma, most] of tokens) {
    const group = open.at(-1) ?? whole;
    if (/^\\[1-9k]/.test(token)) return 'A pattern cannot refer back to an earlier part.';
    if (head !== undefined && head !== '?:') return 'A pattern cannot look ahead or behind, nor name its groups: use (...) or (?:...).';
    if (token.startsWith('(')) open.push(openGroup());
    if (token === ')') open.pop();
    const range = rangeOf(token, textLength, least, comma, most);
    if (range !== null && last !== null && last.varies && !token.startsWith('?')) return 'A pattern cannot repeat a part that itself repeats or has a choice: it could take for ever.';
    if (range !== null) repeat(group, range);
    if (token === '|') choose(group);
    if (token === ')') close(open.at(-1) ?? whole, group);
    last = token === ')' ? group : null;
  }
  // Without an anchor, or with a choice that the anchor is not part of, it is tried from every place in the text.
  const anchored = pattern.startsWith('^') && whole.before === 0;
  return (whole.before + whole.tries) * (anchored ? 1 : textLength);
}

function repeat(group: Group, range: number): void {
  group.tries *= range;
  if (range !== 1) group.varies = true;
}

function choose(group: Group): void {
  group.before += group.tries;
  group.tries = 1;
  group.varies = true;
}

function close(outer: Group, inner: Group): void {
  outer.tries *= inner.before + inner.tries;
  if (inner.varies) outer.varies = true;
}

/** In how many ways a repetition can be tried: 1 for `{3}`, 2 for `?`, 4 for `{2,5}`, as many as the text is long for `*`; null for what is none. */
function rangeOf(token: string, textLength: number, least: string | undefined, comma: string | undefined, most: string | undefined): number | null {
  if (/^[*+]/.test(token)) return textLength;
  if (token.startsWith('?')) return 2;
  if (least === undefined) return null;
  if (comma === '') return 1;
  return most === '' ? textLength : Math.min(textLength, Math.max(1, Number(most) - Number(least) + 1));
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
