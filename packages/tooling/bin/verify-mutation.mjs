import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import config from './mutation.jest.config.mjs';
import { repository, toolEnvironment } from './use-project-node.mjs';

const NOTICED = ['Killed', 'Timeout', 'RuntimeError'];
const BROKEN_OFF_MS = 300_000;

/** So many of each kind, taken at random. */
export function sampleOf(parts, count, chance = Math.random) {
  const all = parts.flatMap(({ name, files }) => Object.entries(files).flatMap(([file, { mutants }]) => mutants.map((mutant) => ({ ...mutant, name, file }))));
  return [all.filter(({ status }) => NOTICED.includes(status)), all.filter(({ status }) => status === 'Survived')].flatMap((some) =>
    some.map((mutant) => [chance(), mutant]).sort(([one], [other]) => one - other).slice(0, count).map(([, mutant]) => mutant),
  );
}

/** Whether Jest itself, on a source that really has the change in it, says the same of it. */
export async function saysJestTheSame({ name, file, location, replacement, status }) {
  const [[pattern, [, swc]]] = Object.entries(config.transform);
  const changed = [join(repository, 'packages/tooling/src/mutation/changed-source.mjs'), { swc, change: { file, location, replacement } }];
  const only = { ...config, roots: [`<rootDir>/packages/${name}/src`], transform: { [pattern]: changed } };
  const args = ['--experimental-vm-modules', '--no-warnings', join(repository, 'node_modules/jest/bin/jest.js'), '--config', JSON.stringify(only), '--bail', '--runInBand', '--silent'];
  const jest = spawn(process.execPath, args, { cwd: repository, env: toolEnvironment(), stdio: 'ignore', timeout: BROKEN_OFF_MS });
  const [code] = await once(jest, 'exit');
  return (code !== 0) === NOTICED.includes(status);
}
