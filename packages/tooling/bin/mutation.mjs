/**
 * `npm run mutation`: changes the engine, the permissions and the conditions in hundreds of small ways and runs their tests on each.
 * A change that no test notices survives. Prints docs/mutation.md and, with `--write`, writes it; ends with 1 under 90 %.
 *
 * `--only engine,permissions` tries a part of it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { renderMutation, surviving } from './render-mutation.mjs';
import { repository, toolEnvironment, useProjectNode } from './use-project-node.mjs';

const PACKAGES = ['engine', 'permissions', 'conditions'];
const LEAST_PERCENT = 90;

async function tryChanges(name) {
  const mutate = [`packages/${name}/src/**/*.ts`, `!packages/${name}/src/**/*.spec.ts`, `!packages/${name}/src/**/index.ts`].join(',');
  const stryker = spawn('stryker', ['run', '--mutate', mutate], { cwd: repository, env: toolEnvironment(), stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(stryker, 'exit');
  if (code === null || code > 1) throw new Error(`Stryker ended with ${code} on ${name}.`);
  const { files } = JSON.parse(readFileSync(join(repository, '.mutation-report/mutation.json'), 'utf8'));
  return { name, files };
}

async function main() {
  const { values } = parseArgs({ options: { only: { type: 'string', default: PACKAGES.join(',') }, write: { type: 'boolean', default: false } } });
  const names = values.only.split(',');
  const unknown = names.filter((name) => !PACKAGES.includes(name));
  if (unknown.length > 0) throw new Error(`--only takes some of ${PACKAGES.join(', ')}; ${unknown.join(', ')} is none.`);
  const explained = JSON.parse(readFileSync(new URL('mutation-survivors.json', import.meta.url), 'utf8'));
  const tried = [];
  for (const name of names) tried.push(await tryChanges(name));
  const page = renderMutation(tried, explained, { date: new Date().toISOString().slice(0, 10), command: `npm run mutation -- ${process.argv.slice(2).join(' ')}`.trim(), processors: availableParallelism(), leastPercent: LEAST_PERCENT });
  console.log(page);
  if (values.write) writeFileSync(join(repository, 'docs/mutation.md'), page);
  process.exitCode = tried.every((part) => surviving(part).percent >= LEAST_PERCENT) ? 0 : 1;
}

if (await useProjectNode()) await main();
