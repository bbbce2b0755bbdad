/** Adds a line where a list of the house expects it. Each throws where the list is not what it was written for. */

function insertAt(text, at, line) {
  if (at < 0) throw new Error(`There is no place for: ${line.trim()}`);
  return `${text.slice(0, at)}${line}\n${text.slice(at)}`;
}

/** Before the end of the list that begins with `opening`. */
export function addToList(text, opening, line) {
  const start = text.indexOf(opening);
  const end = start < 0 ? -1 : text.slice(start).search(/\n[}\]];/);
  return insertAt(text, end < 0 ? -1 : start + end + 1, line);
}

/** In a list of lines in order of their names. */
export function addInOrder(text, opening, line) {
  const start = text.indexOf(opening);
  if (start < 0) throw new Error(`There is no place for: ${line.trim()}`);
  let at = text.indexOf('\n', start) + 1;
  while (!/^[}\]]/.test(text.slice(at)) && text.slice(at, text.indexOf('\n', at)) < line) at = text.indexOf('\n', at) + 1;
  return insertAt(text, at, line);
}

/** After the last import. */
export function addImport(text, line) {
  const last = [...text.matchAll(/^import [^;]+;$/gm)].at(-1);
  return insertAt(text, last === undefined ? 0 : last.index + last[0].length + 1, line);
}

/** One more name from a door that is imported already, or a new import. */
export function addImportedName(text, door, name) {
  const found = new RegExp(`^import \\{ ([^}]+) \\} from '${door}';$`, 'm').exec(text);
  if (!found) return addImport(text, `import { ${name} } from '${door}';`);
  const names = [...found[1].split(', '), name].sort();
  return text.replace(found[0], `import { ${names.join(', ')} } from '${door}';`);
}

/** A door's last line. */
export const addExport = (text, path) => `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}export * from '${path}';\n`;
