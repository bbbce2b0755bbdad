import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PostgresProblem, systemCodeOf } from './postgres-problem.js';

const PATIENCE_MS = 10_000;
const LOOK_AGAIN_MS = 50;

/**
 * Ends every server process that works in this cluster. Its owner is dead (the caller holds the folder):
 * a server that outlived it, or the backends of a server that was killed and that would keep the new one out.
 *
 * @throws PostgresProblem `in_use` when a process cannot be ended
 */
export async function reapServers(clusterDir: string, log: (line: string) => void): Promise<void> {
  const found = processesIn(clusterDir);
  if (found.length === 0) return;
  log('Ending the PostgreSQL that an earlier run left behind.');
  const postmaster = postmasterPid(clusterDir);
  // SIGINT asks a postmaster for a fast shutdown; to a backend it would only mean "cancel the query".
  if (postmaster !== undefined && found.includes(postmaster)) sendSignal([postmaster], 'SIGINT');
  else sendSignal(found, 'SIGTERM');
  if (await areGone(clusterDir)) return;
  sendSignal(processesIn(clusterDir), 'SIGQUIT');
  if (await areGone(clusterDir)) return;
  sendSignal(processesIn(clusterDir), 'SIGKILL');
  if (await areGone(clusterDir)) return;
  throw new PostgresProblem(
    'in_use',
    `Processes ${processesIn(clusterDir).join(', ')} still use the database in ${clusterDir} and could not be ended. End them, and start again.`,
  );
}

async function areGone(clusterDir: string): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += LOOK_AGAIN_MS) {
    if (processesIn(clusterDir).length === 0) return true;
    await pause(LOOK_AGAIN_MS);
  }
  return false;
}

function sendSignal(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (systemCodeOf(error) !== 'ESRCH') throw error;
    }
  }
}

/** The first line of postmaster.pid, when there is one. */
function postmasterPid(clusterDir: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Every process of PostgreSQL works in its cluster's folder: that tells ours from all others, pid reuse included. */
function processesIn(clusterDir: string): number[] {
  const folder = realpathSync(clusterDir);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => linkOf(`/proc/${pid}/cwd`) === folder)
    .filter((pid) => basename(linkOf(`/proc/${pid}/exe`) ?? '').replace(/ \(deleted\)$/, '') === 'postgres')
    .map(Number);
}

/** Undefined for a process that is gone, a zombie, or somebody else's. */
function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
