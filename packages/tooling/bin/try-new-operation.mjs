/**
 * `npm run check:new-operation`: is an operation that `new:operation` wrote really sound? In a copy of this tree it writes one of each
 * kind, then builds, checks types, lint, structure and arrows, and runs their specs and what holds all operations. Prints what held.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { copyTree } from './copy-tree.mjs';
import { toolEnvironment, useProjectNode } from './use-project-node.mjs';

const WISHES = [
  ['requests', 'archive-folder', '--method', 'POST', '--path', '/v1/folders'],
  ['requests', 'archive-request', '--method', 'POST', '--path', '/v1/requests/{requestId}/archive'],
  ['members', 'greet-member', '--method', 'PUT', '--path', '/v1/members/{memberId}/greeting', '--permission', 'member.invite', '--allowed', 'admin'],
  ['usage', 'get-meter', '--method', 'GET', '--path', '/v1/request-types/{requestTypeId}/meter'],
];
const STEP_LIMIT_MS = 15 * 60_000;

function step(copy, what, command, options) {
  const startedMs = performance.now();
  const { status, stdout, stderr } = spawnSync(command, options, { cwd: copy, env: { ...toolEnvironment(), PATH: `${copy}/node_modules/.bin:${process.env.PATH}` }, encoding: 'utf8', timeout: STEP_LIMIT_MS, maxBuffer: 64 * 1024 * 1024 });
  console.log(`${status === 0 ? 'held  ' : 'FAILED'}  ${what.padEnd(34)} ${((performance.now() - startedMs) / 1000).toFixed(1).padStart(7)} s`);
  if (status !== 0) console.log(`${stdout}\n${stderr}`.slice(-6000));
  return status === 0;
}

function main() {
  const copy = mkdtempSync(join(tmpdir(), 'countersign-new-operation-'));
  const jest = (project, pattern) => ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning', 'node_modules/jest/bin/jest.js', '--selectProjects', project, '--testPathPatterns', pattern];
  const stems = WISHES.map(([, stem]) => stem);
  const written = WISHES.flatMap(([feature, stem]) => [`packages/contracts/src/${feature}/${stem}.contract.ts`, `packages/services/src/${feature}/${stem}.service.ts`, `apps/api/src/${feature}/${stem}.controller.ts`, `apps/api/src/${feature}/${stem}.http.spec.ts`]);
  try {
    copyTree(copy);
    const held = [
      ...WISHES.map((words) => step(copy, `new:operation ${words[1]}`, 'node', ['packages/tooling/bin/new-operation.mjs', ...words])),
      step(copy, 'build', 'turbo', ['run', 'build', '--output-logs=errors-only', '--ui=stream']),
      step(copy, 'types', 'tsc', ['-p', 'tsconfig.json']),
      step(copy, 'lint', 'eslint', [...written, 'apps/api/src/app', 'packages/testing/src', '--max-warnings', '0']),
      step(copy, 'structure', 'node', ['packages/tooling/bin/structure.mjs']),
      step(copy, 'arrows', 'depcruise', ['apps', 'packages', '--config', '.dependency-cruiser.mjs']),
      step(copy, 'contracts', 'node', ['packages/contracts/bin/contracts.mjs', 'check']),
      step(copy, 'rules of all operations', 'node', jest('unit', 'contracts/src/(platform|operations)|hold-contracts')),
      step(copy, 'their specs, examples and callers', 'node', jest('http', `/(${stems.join('|')}|app/(examples|authorization))\\.http\\.spec`)),
    ];
    const failed = held.filter((isHeld) => !isHeld).length;
    console.log(`\n${held.length - failed} held, ${failed} failed`);
    process.exitCode = failed > 0 ? 1 : 0;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

if (await useProjectNode()) main();
