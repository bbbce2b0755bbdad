import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const skipped = new Set(['node_modules', 'dist', 'coverage', '.turbo', '.data', '.git']);
const read = /\.(m?ts|tsx|mjs|css|md|json)$/;

/**
 * Reads the files of a folder tree that the rules look at; built output and installed packages are left out.
 * It walks the disk and not git's index, so that a new file is judged before it is added.
 * @param {string} root absolute path of the repository
 * @returns {{ path: string, text: string }[]}
 */
export function readFiles(root, folder = '') {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : readFiles(root, path);
    return entry.isFile() && read.test(entry.name) ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : [];
  });
}
