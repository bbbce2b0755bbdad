/**
 * What the look bans, as far as a style sheet shows it. A rule that must break one says so by standing in the file
 * that owns it: colours and shadows in tokens.css, the round mark, and what one of several is chosen by, under a selector that names it.
 */
const bans = [
  { pattern: /\b(?:repeating-)?(?:linear|radial|conic)-gradient\(/, todo: 'No gradients.' },
  { pattern: /\bbackdrop-filter\s*:/, todo: 'No blur behind things.' },
  { pattern: /\bletter-spacing\s*:\s*(?!0[;\s]|normal|-)/, todo: 'No positive letter spacing.' },
  { pattern: /\btext-transform\s*:\s*uppercase/, todo: 'No all-caps text.' },
  { pattern: /\bfont-style\s*:\s*italic/, todo: 'No italics for emphasis.' },
  { pattern: /\b(?:margin|padding|border)-(?:left|right)\b|(?<![\w-])(?:left|right)\s*:|\btext-align\s*:\s*(?:left|right)\b|\bfloat\s*:\s*(?:left|right)\b/, todo: 'Use logical properties (inline-start, inline-end), so that the page can be mirrored.' },
];
const colour = /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|oklch|oklab|lab|lch|color)\(/i;
const radius = /\bborder(?:-\w+)*-radius\s*:\s*([^;}]+)/;

function withoutCssComments(text) {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '));
}

function roundsTooMuch(value) {
  return [...value.matchAll(/([\d.]+)(px|rem|em|%)/g)].some(([, size, unit]) => Number(size) * (unit === 'px' ? 1 : unit === '%' ? 100 : 16) > 2);
}

/** The selector that a line of a style sheet stands under, as far as the last opening brace tells. */
function selectorAt(lines, index) {
  for (let at = index; at >= 0; at -= 1) {
    const open = lines[at].lastIndexOf('{');
    if (open >= 0) return lines[at].slice(0, open);
  }
  return '';
}

function checkLine(lines, index, path) {
  const line = lines[index];
  const isTokens = path.endsWith('/tokens.css');
  const found = bans.filter(({ pattern }) => pattern.test(line)).map(({ todo }) => todo);
  const round = line.match(radius)?.[1];
  const selector = selectorAt(lines, index);
  if (round !== undefined && roundsTooMuch(round) && !/mark|\[type='radio'\]/.test(selector)) found.push('No corner rounder than 2 px, the mark excepted.');
  if (/\bbox-shadow\s*:\s*(?!none|inset|var\()/.test(line) && !isTokens && !/overlay|dialog|menu|popover|tooltip|listbox/i.test(`${selector} ${path}`)) found.push('Only overlays have a shadow.');
  if (!isTokens && colour.test(line.replaceAll(/url\([^)]*\)/g, ''))) found.push('Colours are written in tokens.css only.');
  return found.map((todo) => ({ file: `${path}:${index + 1}`, rule: 'look', todo }));
}

/** The bans of the look, over one style sheet. */
export function checkLook({ path, text }) {
  if (!/^apps\/web\/.*\.css$/.test(path)) return [];
  const lines = withoutCssComments(text).split('\n');
  return lines.flatMap((_, index) => checkLine(lines, index, path));
}
