/**
 * `npm test`: every kind of test, with nothing to start by hand. Each check and each test counts as one; the last
 * line is `N passed, N failed` over all of them, and anything that did not come to its end counts as failed.
 *
 * `--only unit,db,http,e2e,checks` runs a part of it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { buildWorkspaces } from './build-workspaces.mjs';
import { endRunningSteps, runStep } from './run-step.mjs';
import { countTests } from './count-tests.mjs';
import { useProjectNode } from './use-project-node.mjs';

const JEST_PROJECTS = ['unit', 'db', 'http', 'e2e'];
const PARTS = ['checks', ...JEST_PROJECTS];
const CHECKS = [
  ['typecheck', 'tsc', ['-p', 'tsconfig.json']],
  ['typecheck web', 'tsc', ['-p', 'apps/web/tsconfig.json']],
  ['lint', 'eslint', ['.', '--max-warnings', '0']],
  ['arrows', 'depcruise', ['apps', 'packages', '--config', '.dependency-cruiser.mjs']],
  ['structure', 'node', ['packages/tooling/bin/structure.mjs']],
  ['rows', 'node', ['packages/tooling/bin/rows.mjs', '--check']],
  ['contracts', 'node', ['packages/contracts/bin/contracts.mjs', 'check']],
];
const CHECKS_AT_ONCE = 2;
const JEST = ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];

const total = { passed: 0, failed: 0 };

/** Counts a step and says how it went; what a failed one wrote comes below its line. */
function report(name, startedMs, { passed, failed, says = '' }) {
  total.passed += passed;
  total.failed += failed;
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1).padStart(6);
  const counts = passed + failed > 1 ? `  ${passed} passed${failed > 0 ? `, ${failed} failed` : ''}` : '';
  console.log(`${failed > 0 ? '✗' : '✓'} ${name.padEnd(14)}${seconds} s${counts}`);
  if (failed > 0) console.log(`\n${says.trim()}\n`);
}

async function runBuild() {
  const startedMs = performance.now();
  const { ok, output } = await buildWorkspaces();
  report('build', startedMs, { passed: ok ? 1 : 0, failed: ok ? 0 : 1, says: output });
}

async function runCheck([name, command, options]) {
  const startedMs = performance.now();
  const { ok, output } = await runStep(command, options);
  report(name, startedMs, { passed: ok ? 1 : 0, failed: ok ? 0 : 1, says: output });
}

async function runChecks() {
  const waiting = [...CHECKS];
  const runNext = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) await runCheck(check);
  };
  await Promise.all(Array.from({ length: CHECKS_AT_ONCE }, runNext));
}

async function runJest(project, folder) {
  const startedMs = performance.now();
  const resultFile = join(folder, `${project}.json`);
  const step = await runStep('node', [...JEST, '--selectProjects', project, '--json', '--outputFile', resultFile]);
  report(project, startedMs, await countTests(resultFile, step));
}

function partsAsked() {
  const at = process.argv.indexOf('--only');
  if (at === -1) return PARTS;
  const asked = (process.argv[at + 1] ?? '').split(',');
  const unknown = asked.filter((part) => !PARTS.includes(part));
  if (unknown.length === 0) return PARTS.filter((part) => asked.includes(part));
  console.error(`There is no part “${unknown.join(', ')}”. Choose from ${PARTS.join(', ')}.`);
  return process.exit(2);
}

async function test() {
  const parts = partsAsked();
  const folder = await mkdtemp(join(tmpdir(), 'countersign-test-'));
  try {
    if (parts.some((part) => ['checks', 'http', 'e2e'].includes(part))) await runBuild();
    if (parts.includes('checks')) await runChecks();
    for (const project of JEST_PROJECTS) if (parts.includes(project)) await runJest(project, folder);
  } catch (error) {
    total.failed += 1;
    console.error(error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
}

if (await useProjectNode()) {
  for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) {
    process.once(signal, () => {
      endRunningSteps();
      process.exit(code);
    });
  }
  await test();
}
