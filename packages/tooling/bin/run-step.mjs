import { spawn } from 'node:child_process';

import { repository, toolEnvironment } from './use-project-node.mjs';

const STEP_LIMIT_MS = 30 * 60_000;
const OUTPUT_KEPT = 200_000;
const running = new Set();

/**
 * Runs one tool of the project to its end, in its own process group, for half an hour at most; in another tree where `cwd` says so.
 *
 * @returns {Promise<{ ok: boolean, code: number | null, output: string, timedOut: boolean }>} `output`: the end of what it wrote
 */
export function runStep(command, options, { cwd = repository, env = toolEnvironment() } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, options, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    running.add(child);
    let output = '';
    let timedOut = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => (output = (output + chunk).slice(-OUTPUT_KEPT)));
    }
    const timer = setTimeout(() => {
      timedOut = true;
      output += `\nIt was ended after ${STEP_LIMIT_MS / 60_000} minutes.\n`;
      endGroup(child);
    }, STEP_LIMIT_MS);
    const settle = (code) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ ok: code === 0 && !timedOut, code, output, timedOut });
    };
    child.once('error', (error) => {
      output += String(error);
      settle(null);
    });
    child.once('close', settle);
  });
}

/** Ends what is running now: a step's own children included. */
export function endRunningSteps() {
  for (const child of running) endGroup(child);
}

function endGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}
