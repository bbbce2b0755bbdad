/**
 * `npm run test:deep -- [--only timing,pooler,injection] [--samples N] [--seed N] [--specs PATTERN] [--write]`: what needs tools or time that
 * `npm test` does not have. A tool that is missing fails it; nothing is skipped. `--write` writes what was run into docs/deep-tests.md
 * and leaves what other parts have written there.
 *
 * timing (R18): another company's id and an unused one are answered in the same time.
 * pooler (R26): specs of the API through a real PgBouncer in transaction mode, two connections.
 * injection (R35): sqlmap against the API, every place that takes a value.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { measureTiming, openInjectionTargets } from '../dist/isolation.js';
import startDatabase from './start-database.mjs';
import stopDatabase from './stop-database.mjs';

const repository = resolve(import.meta.dirname, '../../..');
const page = join(repository, 'docs/deep-tests.md');
const parts = { timing: runTiming, pooler: runPooler, injection: runInjection };
const titles = { timing: 'The time of an answer (R18)', pooler: 'Behind a connection pooler (R26)', injection: 'SQL where values are taken (R35)' };
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(parts).join(',') },
    samples: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000) + 1) },
    specs: { type: 'string', default: 'apps/api' },
    write: { type: 'boolean', default: false },
  },
});
const say = (line) => console.error(`${process.uptime().toFixed(1).padStart(7)} s  ${line}`);
const tools = { pooler: ['pgbouncer', '--version'], injection: ['sqlmap', '--version'] };

/** What a tool says of its version. Throws where it is not there: what was not tried does not hold. */
function versionOf(part) {
  const [command, option] = tools[part];
  const { status, stdout, error } = spawnSync(command, [option], { encoding: 'utf8' });
  if (error || status !== 0) throw new Error(`${part} needs ${command}, which is not here: apt-get install ${command}.`);
  return stdout.trim().split('\n').find((line) => /\d+\.\d+/.test(line)) ?? stdout.trim();
}

async function runTiming() {
  await startDatabase();
  try {
    const results = await measureTiming({ samples: Number(values.samples), seed: Number(values.seed), say });
    const rows = results.map(({ says, samples, rounds, medianForeignMs, medianUnusedMs, p, holds }) => `| ${says} | ${samples} | ${rounds} | ${medianForeignMs.toFixed(2)} ms | ${medianUnusedMs.toFixed(2)} ms | ${p.toPrecision(2)} | ${holds ? 'yes' : '**no**'} |`);
    const text = [`Each call with another company’s id and with one that nobody has, in random order; two-sided Kolmogorov–Smirnov test. It holds where p is above 0.01, in one of two rounds at most; for the planted difference, where p is below it in both.`, '', '| call | samples of each | rounds | median, foreign | median, unused | p | as it should be |', '| --- | ---: | ---: | ---: | ---: | ---: | --- |', ...rows];
    return { holds: results.every(({ holds }) => holds), text };
  } finally {
    await stopDatabase();
  }
}

/** Jest on specs of the API; what its result file counts. */
async function runSpecs(environment, pattern, folder) {
  const file = join(folder, `${Math.random()}.json`);
  const child = spawn(process.execPath, ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning', 'node_modules/jest/bin/jest.js', '--selectProjects', 'http', '--testPathPatterns', pattern, '--json', '--outputFile', file], { cwd: repository, env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'pipe'] });
  let says = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => (says = (says + chunk).slice(-20_000)));
  await once(child, 'close');
  try {
    const { numPassedTests: passed, numFailedTests, numRuntimeErrorTestSuites, numTotalTestSuites: files, testResults } = JSON.parse(readFileSync(file, 'utf8'));
    const names = testResults.flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName));
    return { passed, failed: numFailedTests + numRuntimeErrorTestSuites, files, names, says };
  } catch {
    return { passed: 0, failed: 1, files: 0, names: [], says };
  }
}

async function runPooler() {
  const version = versionOf('pooler');
  const folder = mkdtempSync(join(tmpdir(), 'countersign-deep-'));
  try {
    const told = await runSpecs({ COUNTERSIGN_TEST_POOLER: 'told' }, values.specs, folder);
    say(`Through ${version}: ${told.passed} passed, ${told.failed} failed in ${told.files} files.`);
    for (const name of told.names) say(`failed: ${name}`);
    if (told.failed > 0) say(told.says.slice(-6000));
    const untold = await runSpecs({ COUNTERSIGN_TEST_POOLER: 'untold' }, 'requests/submit-request', folder);
    say(`The same without DATABASE_POOLER: ${untold.passed} passed, ${untold.failed} failed.`);
    const holds = told.failed === 0 && told.passed > 0 && untold.failed > 0;
    const text = [`${version}, transaction mode, two connections for each database and role; the API told so by \`DATABASE_POOLER=transaction\`, the worker’s connections direct. Specs of \`${values.specs}\`: **${told.passed} passed, ${told.failed} failed** in ${told.files} files.`, '', 'PgBouncer before 1.21 knows no statement by its name from one transaction to the next, so with that setting none is named; each is parsed and planned anew then, which is the price. Nothing else of a session is relied upon: the tenant is set inside the transaction, schemas are named or belong to the role.', '', `Planted: the API not told of the pooler. ${untold.passed} passed, ${untold.failed} failed of \`submit-request\`, as must be.`, ...told.names.map((name) => `- failed: ${name}`)];
    return { holds, text };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runInjection() {
  const version = versionOf('injection');
  await startDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'countersign-deep-'));
  const door = await openInjectionTargets();
  const rows = [];
  let holds = true;
  try {
    for (const target of door.targets) {
      const before = door.seen().calls;
      const found = await injectInto(target, folder);
      const right = found === (target.planted ? 'injectable' : 'not injectable');
      holds &&= right;
      rows.push(`| ${target.says} | ${target.planted ? '—' : door.seen().calls - before} | ${found} | ${right ? 'yes' : '**no**'} |`);
      say(`${target.says}: ${found}.`);
    }
    const { calls, broken } = door.seen();
    for (const each of broken.slice(0, 5)) say(`answered 5xx: ${each}`);
    holds &&= broken.length === 0 && calls > 0;
    return { holds, text: [`sqlmap ${version}, level 2, risk 1, every technique but waiting for a stacked query; each call signed in as an administrator, with a key of its own. ${calls} calls reached the API, ${broken.length} were answered by 5xx.`, '', '| where | calls | sqlmap says | as it should be |', '| --- | ---: | --- | --- |', ...rows] };
  } finally {
    await door.close();
    await stopDatabase();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function injectInto({ method, url, body }, folder) {
  const options = ['-u', url, '--batch', '--level=2', '--risk=1', '--technique=BEUT', '--dbms=postgresql', '--flush-session', '--disable-coloring', '--time-sec=3', '--retries=0', '--ignore-code=400,401,404,409,422', '--output-dir', folder, ...(body === null ? [] : ['--method', method, '--data', body, '--headers', 'Content-Type: application/json']), '--skip=User-Agent,Referer,Host,Cookie'];
  const child = spawn('sqlmap', options, { cwd: folder, env: { ...process.env, HOME: folder }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => (output = (output + chunk).slice(-100_000)));
  await once(child, 'close');
  if (/identified the following injection point/.test(output)) return 'injectable';
  if (/all tested parameters do not appear to be injectable/.test(output)) return 'not injectable';
  say(output.slice(-1500));
  return 'it did not come to an end';
}

const asked = values.only.split(',');
const unknown = asked.filter((part) => !(part in parts));
if (unknown.length > 0) throw new Error(`--only knows no “${unknown.join(', ')}”; there are ${Object.keys(parts).join(', ')}.`);
// Before anything is tried: what is missing is said at once.
for (const part of asked) if (part in tools) versionOf(part);
say(`Seed ${values.seed}.`);
const results = [];
for (const part of asked) results.push(await parts[part]());
const date = new Date().toISOString().slice(0, 10);
const written = Object.fromEntries(asked.map((part, at) => [part, [`## ${titles[part]}`, '', `By \`${commandOf(part)}\` on ${date}.`, '', ...results[at].text, ''].join('\n')]));
console.log(Object.values(written).join('\n'));
const holds = results.every((result) => result.holds);
if (values.write && holds) writeFileSync(page, renderPage({ ...readSections(), ...written }));
process.exitCode = holds ? 0 : 1;

function commandOf(part) {
  const options = { timing: ['samples', 'seed'], pooler: ['specs'], injection: [] };
  return [`npm run test:deep -- --only ${part}`, ...options[part].map((name) => `--${name} ${values[name]}`), ...(values.write ? ['--write'] : [])].join(' ');
}

/** What stands in the page already, by part. */
function readSections() {
  const sections = existsSync(page) ? readFileSync(page, 'utf8').split(/^(?=## )/m) : [];
  return Object.fromEntries(Object.entries(titles).flatMap(([part, title]) => sections.filter((text) => text.startsWith(`## ${title}\n`)).map((text) => [part, text])));
}

function renderPage(sections) {
  const missing = Object.keys(titles).filter((part) => !(part in sections));
  const inOrder = Object.keys(titles).flatMap((part) => (part in sections ? [sections[part].trimEnd(), ''] : []));
  return ['# What only deep tests show', '', 'Each section is written by the command that it names, and only where what it tried held.', '', ...inOrder, ...missing.map((part) => `Not written yet: ${titles[part]}.`)].join('\n').trimEnd() + '\n';
}
