/**
 * `npm run structure`: are all files where a reader looks for them?
 * Prints each fault with its file, its rule and what to do; exits 1 when there is one.
 */
import { fileURLToPath } from 'node:url';

import { findFaults } from '../src/structure/find-faults.mjs';
import { readFiles } from '../src/structure/read-files.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const files = ['apps', 'packages'].flatMap((floor) => readFiles(root, floor));
const faults = findFaults(files);

for (const { file, rule, todo } of faults) console.error(`${file}\n  ${rule}: ${todo}`);
// Nothing read means that the check looked in the wrong place; that must not pass.
if (files.length === 0) console.error('The structure check found no files.');
if (faults.length > 0 || files.length === 0) {
  console.error(`\n${faults.length} faults in the structure of ${files.length} files.`);
  process.exitCode = 1;
} else {
  console.log(`The structure of ${files.length} files holds.`);
}
