/**
 * `npm run rows` writes docs/rows.md from the tags in test names; `--check` says whether it is current. Both fail for a
 * row that is claimed done without its tests.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { findRowFaults, productRows, readOperations, readTags, renderRows } from '../src/rows/index.mjs';
import { readFiles } from '../src/structure/read-files.mjs';
import { repository } from './use-project-node.mjs';

const files = ['apps', 'packages'].flatMap((floor) => readFiles(repository, floor));
const tags = readTags(files);
const faults = tags.size === 0 ? ['No test carries a row: the tags were looked for in the wrong place.'] : findRowFaults(productRows, tags);
const text = renderRows(productRows, tags, readOperations(files));
const target = join(repository, 'docs/rows.md');

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) faults.push('docs/rows.md is not what the tests say now: run npm run rows.');
} else {
  writeFileSync(target, text);
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
else console.log(`${Object.keys(productRows).length} rows, ${tags.size} with tests.`);
