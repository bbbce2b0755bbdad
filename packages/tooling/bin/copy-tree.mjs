import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { repository } from './use-project-node.mjs';

/**
 * The files that git knows or would take, and a copy of the installed packages; with `built`, of what was built too. Links would be
 * quicker, and the package manager, which looks after a tree before it runs anything in it, would mend the original through them.
 */
export function copyTree(copy, { built = false } = {}) {
  const listed = spawnSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: repository, encoding: 'utf8' }).stdout.trim().split('\n');
  for (const path of listed.filter((file) => existsSync(join(repository, file)))) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(repository, path), join(copy, path));
  }
  const workspaces = ['apps', 'packages'].flatMap((floor) => readdirSync(join(copy, floor)).map((name) => join(floor, name)));
  const kept = built ? ['node_modules', 'dist'] : ['node_modules'];
  for (const folder of ['', ...workspaces].flatMap((workspace) => kept.map((name) => join(workspace, name)))) {
    if (!existsSync(join(repository, folder))) continue;
    const { status, stderr } = spawnSync('cp', ['-a', join(repository, folder), join(copy, folder)], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${folder} could not be copied: ${stderr}`);
  }
}
