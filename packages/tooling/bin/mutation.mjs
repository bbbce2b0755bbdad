/**
 * `npm run mutation`: changes the engine, the permissions and the conditions in hundreds of small ways and runs their tests on each.
 * A change that no test notices survives. Prints docs/mutation.md and, with `--write`, writes it. Ends with 1 where under 90 % were
 * noticed, a survivor is not explained in mutation-survivors.json, or an explanation there explains nothing any more.
 *
 * `--only engine,permissions` tries a part of it and shows that part; `--changed` takes over what is known of code and tests that are as they were,
 * also of a run that was broken off by Ctrl-C; `--kept` tries nothing. Each part is kept in .mutation-report: one whose
 * sources were changed since must be tried again first. `--verify 30` takes so many changes that were noticed and so many that were not, at random, and
 * asks Jest itself about each.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { judgeParts, renderMutation } from '../src/mutation/index.mjs';
import { repository, toolEnvironment, useProjectNode } from './use-project-node.mjs';
import { sampleOf, saysJestTheSame } from './verify-mutation.mjs';

const PACKAGES = ['engine', 'permissions', 'conditions'];
const LEAST_PERCENT = 90;

const kept = (name) => join(repository, `.mutation-report/${name}.json`);

/** One that was broken off while it was written is nothing to go on from. */
function dropUnreadable(path) {
  try {
    JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    rmSync(path, { force: true });
  }
}

/** What a result depends on: the code and its tests. */
function digestOf(name) {
  const hash = createHash('sha256');
  for (const file of globSync(`packages/${name}/src/**/*.ts`, { cwd: repository }).sort()) hash.update(`${file}\n`).update(readFileSync(join(repository, file)));
  return hash.digest('hex');
}

function git(...words) {
  return execFileSync('git', words, { cwd: repository, encoding: 'utf8' }).trim();
}

async function tryChanges(name, changedOnly) {
  const sources = digestOf(name);
  const mutate = [`packages/${name}/src/**/*.ts`, `!packages/${name}/src/**/*.spec.ts`, `!packages/${name}/src/**/index.ts`, ...(name === 'engine' ? ['!packages/engine/src/trials/**'] : [])].join(',');
  const knownFile = `.mutation-report/${name}.known.json`;
  dropUnreadable(join(repository, knownFile));
  const known = ['--incremental', '--incrementalFile', knownFile, ...(changedOnly ? [] : ['--force'])];
  const report = join(repository, '.mutation-report/mutation.json');
  rmSync(report, { force: true });
  const stryker = spawn('stryker', ['run', '--mutate', mutate, ...known], { cwd: repository, env: toolEnvironment(), stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(stryker, 'exit');
  if (code !== 0) throw new Error(`Stryker ended with ${code} on ${name}.`);
  const { files } = JSON.parse(readFileSync(report, 'utf8'));
  const uncommitted = git('status', '--porcelain', '--', `packages/${name}/src`) !== '';
  const part = { name, date: new Date().toISOString().slice(0, 10), commit: `${git('rev-parse', '--short', 'HEAD')}${uncommitted ? ' and changes' : ''}`, sources, files };
  writeFileSync(kept(name), JSON.stringify(part));
}

function readKept(name) {
  if (!existsSync(kept(name))) throw new Error(`Nothing is kept of ${name}: npm run mutation -- --only ${name}`);
  const part = JSON.parse(readFileSync(kept(name), 'utf8'));
  if (part.sources !== digestOf(name)) throw new Error(`What is kept of ${name} is of other sources, of ${part.commit}: npm run mutation -- --changed --only ${name}`);
  return part;
}

/** What Jest says otherwise, a sentence each. */
async function verify(parts, count) {
  const sample = sampleOf(parts, count);
  const complaints = [];
  for (const change of sample) {
    const { file, location, replacement, status } = change;
    if (!(await saysJestTheSame(change))) complaints.push(`${file}:${location.start.line}: with ${replacement} Jest says otherwise than ${status}.`);
  }
  if (count > 0) console.log(`Of ${sample.length} changes taken at random, Jest itself says the same of ${sample.length - complaints.length}.`);
  return complaints;
}

async function main() {
  const { values } = parseArgs({
    options: { only: { type: 'string', default: PACKAGES.join(',') }, changed: { type: 'boolean', default: false }, kept: { type: 'boolean', default: false }, verify: { type: 'string', default: '0' }, write: { type: 'boolean', default: false } },
  });
  const names = values.only.split(',');
  const unknown = names.filter((name) => !PACKAGES.includes(name));
  if (unknown.length > 0) throw new Error(`--only takes some of ${PACKAGES.join(', ')}; ${unknown.join(', ')} is none.`);
  // It takes long, and whoever works beside it goes first.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  if (!values.kept) for (const name of names) await tryChanges(name, values.changed);
  const explained = JSON.parse(readFileSync(new URL('mutation-survivors.json', import.meta.url), 'utf8')).filter(({ file }) => names.some((name) => file.startsWith(`packages/${name}/`)));
  const parts = names.map(readKept);
  const page = renderMutation(parts, explained, { leastPercent: LEAST_PERCENT, command: `npm run mutation -- ${process.argv.slice(2).join(' ')}`.trim() });
  console.log(page);
  if (values.write) writeFileSync(join(repository, 'docs/mutation.md'), page);
  const complaints = [...judgeParts(parts, explained, LEAST_PERCENT), ...(await verify(parts, Number(values.verify)))];
  for (const complaint of complaints) console.error(complaint);
  process.exitCode = complaints.length === 0 ? 0 : 1;
}

if (await useProjectNode()) await main();
