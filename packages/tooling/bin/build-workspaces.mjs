import { spawn } from 'node:child_process';

import { repository, toolEnvironment } from './use-project-node.mjs';

/**
 * Builds every workspace that changed since it was last built; quiet unless it fails.
 *
 * @param {{ without?: string[] }} options names of workspaces to leave out
 * @returns {Promise<{ ok: boolean, output: string }>} `output` is what the failed builds wrote
 */
export function buildWorkspaces({ without = [] } = {}) {
  const filters = without.map((name) => `--filter=!${name}`);
  return new Promise((resolve) => {
    const child = spawn('turbo', ['run', 'build', '--output-logs=errors-only', '--ui=stream', ...filters], {
      cwd: repository,
      env: toolEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ ok: false, output: String(error) }));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}
