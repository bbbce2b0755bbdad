import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { clusterPaths } from './prepare-cluster.js';
import type { ClusterPaths } from './prepare-cluster.js';
import { diskFullProblem, noRightProblem, PostgresProblem } from './postgres-problem.js';

/**
 * What postmaster.pid says of the server with this pid: its first line is the pid, its eighth the status
 * (PostgreSQL's miscadmin.h, LOCK_FILE_LINE_PM_STATUS; pg_ctl waits for the same line).
 */
export function readServerState(clusterDir: string, pid: number | undefined): 'ready' | 'starting' {
  try {
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready' ? 'ready' : 'starting';
  } catch {
    return 'starting';
  }
}

/**
 * The port on 127.0.0.1 of the server that another process runs in this data folder, by the fourth line of the same file
 * (LOCK_FILE_LINE_PORT); undefined where none is ready. One that was killed may still be named.
 */
export function findServerPort(dataDir: string): number | undefined {
  try {
    const lines = readFileSync(join(clusterPaths(resolve(dataDir)).clusterDir, 'postmaster.pid'), 'utf8').split('\n');
    const port = Number(lines[3]);
    return lines[7]?.trim() === 'ready' && Number.isInteger(port) && port > 0 ? port : undefined;
  } catch {
    return undefined;
  }
}

/** Why a server ended before it was ready, from what it wrote (its messages are in English: LC_ALL is C). */
export function explainExit(paths: ClusterPaths, port: number, said: string): PostgresProblem {
  if (/No space left|quota exceeded/i.test(said)) return diskFullProblem(paths.dataDir);
  if (/could not bind|Address already in use/i.test(said)) {
    return new PostgresProblem('port_taken', `Port ${port}, meant for PostgreSQL, is taken. Stop what uses it, or start again.`);
  }
  if (/database files are incompatible/i.test(said)) {
    return new PostgresProblem(
      'foreign_version',
      `The data folder ${paths.dataDir} was written by another PostgreSQL. Start the version of Countersign that wrote it, or set COUNTERSIGN_DATA_DIR to another folder.`,
    );
  }
  if (/Permission denied|has wrong ownership|invalid permissions/i.test(said)) return noRightProblem(paths.dataDir, said);
  const reason = lastSevere(said);
  return new PostgresProblem(
    isDamage(said) ? 'broken_folder' : 'start_failed',
    `PostgreSQL could not start in ${paths.dataDir}${reason === '' ? '' : `: ${reason}`}. Its log is ${paths.logFile}; put back a backup, or set COUNTERSIGN_DATA_DIR to another folder.`,
  );
}

function isDamage(said: string): boolean {
  return /invalid|corrupt|could not (open|read|find|locate)|incorrect checksum|no such file|bogus data|not a database/i.test(said);
}

function lastSevere(said: string): string {
  const severe = said.split('\n').filter((line) => /\b(FATAL|PANIC):/.test(line));
  return (severe.at(-1) ?? '').replace(/^.*?\b(FATAL|PANIC):\s*/, '').trim();
}
