import { nameParts, plainNames, plainRooms, suffixes } from './suffixes.mjs';

const code = /\.(m?ts|tsx|mjs)$/;

function checkKnown({ path, text }, suffix, workspace) {
  const known = suffixes[suffix];
  if (known === undefined) {
    return [{ file: path, rule: 'suffixes', todo: `'.${suffix}' is not on the closed list: ${Object.keys(suffixes).map((name) => `.${name}`).join(' ')}.` }];
  }
  if (known.in !== 'any' && !known.in.includes(workspace)) {
    return [{ file: path, rule: 'suffixes', todo: `'.${suffix}' (${known.says}) belongs in ${known.in.join(' or ')}.` }];
  }
  if (!known.mark.test(text)) return [{ file: path, rule: 'suffixes', todo: `A '.${suffix}' file holds ${known.says}; this one does not contain ${known.mark}. Rename it or move its content.` }];
  return [];
}

/** The suffix says what may be inside; where a room does not already say it, a file has one. */
export function checkSuffixes(file) {
  const { path } = file;
  const [floor, name, src] = path.split('/');
  if (src !== 'src' || !code.test(path)) return [];
  const workspace = `${floor}/${name}`;
  const { stem, suffix } = nameParts(path.replace(/\.d\.m?ts$/, '.ts'));
  if (suffix !== '') return checkKnown(file, suffix, workspace);
  if (stem === 'index' || path.split('/').length === 4 || plainRooms.some((room) => room.test(path))) return [];
  if (Object.hasOwn(plainNames[workspace] ?? {}, stem)) return [];
  // In the web a feature's folder also holds the parts its pages are made of.
  if (workspace === 'apps/web' && path.endsWith('.tsx')) return [];
  return [{ file: path, rule: 'suffixes', todo: `A feature's file has a suffix that says what is inside: ${Object.entries(suffixes).filter(([, known]) => known.in.includes(workspace)).map(([known]) => `.${known}`).join(' ')}.` }];
}
