/**
 * `npm run new:operation -- <feature> <verb-noun> --method POST --path /v1/…` writes an operation into every layer: contract, service,
 * controller, spec, and its line in every list. It holds from the start; what it really does is written then.
 *
 * `--permission request.submit --allowed requester,admin` where not every member may: who may is said by hand.
 * `--audit request.archived` where the participle is irregular.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { planOperation, readWish, readTaken } from '../src/scaffold/index.mjs';
import { readFiles } from '../src/structure/read-files.mjs';
import { repository } from './use-project-node.mjs';

const read = (path) => (existsSync(join(repository, path)) ? readFileSync(join(repository, path), 'utf8') : '');
const { wish, faults } = readWish(process.argv.slice(2), readTaken(readFiles(repository, 'packages/contracts')));
for (const fault of faults) console.error(fault);
if (wish === null) {
  process.exitCode = 1;
} else {
  for (const [path, text] of planOperation(wish, read)) {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    writeFileSync(join(repository, path), text);
    console.log(path);
  }
  console.log(`\nNow say what ${wish.stem} does, in its service. Then npm run examples:write and npm run rows.`);
}
