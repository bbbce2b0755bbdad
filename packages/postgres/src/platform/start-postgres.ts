import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findBinaries } from './find-binaries.js';
import type { Binaries } from './find-binaries.js';
import { holdFolder } from './hold-folder.js';
import type { FolderHold } from './hold-folder.js';
import { pickFreePort, portIsFree } from './pick-port.js';
import { asFolderProblem, PostgresProblem } from './postgres-problem.js';
import { ADMIN_ROLE, clusterPaths, ensureDataDir, prepareCluster } from './prepare-cluster.js';
import type { ClusterPaths } from './prepare-cluster.js';
import { reapServers } from './reap-servers.js';
import { chooseIdentity, clusterPathFor, SERVER_ENVIRONMENT } from './server-identity.js';
import type { ServerIdentity } from './server-identity.js';
import { openServerLog } from './server-log.js';
import type { ServerLog } from './server-log.js';
import { explainExit, readServerState } from './server-state.js';

export interface PostgresOptions {
  /** The folder that is the server's alone: cluster, administrator's password, log. Made when missing. */
  readonly dataDir: string;
  /** The port on 127.0.0.1; a free one when not given. */
  readonly port?: number;
  /** `none` gives up surviving a power cut for speed: for tests only. `full` when not given. */
  readonly durability?: 'full' | 'none';
  /** Further server settings by name, as on PostgreSQL's command line. */
  readonly settings?: Readonly<Record<string, string>>;
  /** How long starting may take, crash recovery included; 120,000 ms when not given. */
  readonly startTimeoutMs?: number;
  /** Takes what a person may want to know, a sentence at a time. */
  readonly log: (line: string) => void;
}

export interface ServerExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface PostgresServer {
  /** Connects as the superuser to the database `postgres`; carries the password. */
  readonly adminUrl: string;
  readonly pid: number;
  readonly port: number;
  /** Ends the server by a fast shutdown, and by force when that takes too long. May be called twice. */
  stop(): Promise<ServerExit>;
  /** Settles when the server's process ends, whoever ended it. Never rejects. */
  readonly exited: Promise<ServerExit>;
}

const NOT_DURABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } as const;
const LOOK_AGAIN_MS = 25;
const FAST_SHUTDOWN_MS = 20_000;
const IMMEDIATE_SHUTDOWN_MS = 5_000;

/**
 * Starts the embedded PostgreSQL 18 on 127.0.0.1 as a child of this process and waits until it answers.
 * A server that an earlier, dead process left in the folder is ended first. Needs Linux on x64 or arm64.
 *
 * @throws PostgresProblem whose message says in a sentence what is wrong and what to do
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const paths = clusterPaths(resolve(options.dataDir));
  try {
    const identity = chooseIdentity(paths.clusterDir);
    const binaries = findBinaries(identity, options.log);
    ensureDataDir(paths.dataDir, identity);
    const hold = holdDataDir(paths.dataDir);
    try {
      return await startHeld({ options, paths, identity, binaries, hold });
    } catch (error) {
      hold.release();
      throw error;
    }
  } catch (error) {
    throw asFolderProblem(paths.dataDir, error);
  }
}

interface HeldStart {
  readonly options: PostgresOptions;
  readonly paths: ClusterPaths;
  readonly identity: ServerIdentity | undefined;
  readonly binaries: Binaries;
  readonly hold: FolderHold;
}

function holdDataDir(dataDir: string): FolderHold {
  const hold = holdFolder(dataDir);
  if (hold.held) return hold;
  throw new PostgresProblem(
    'in_use',
    `The data folder ${dataDir} is in use by process ${hold.pid}. Stop that one first, or set COUNTERSIGN_DATA_DIR to another folder.`,
  );
}

async function startHeld(start: HeldStart): Promise<PostgresServer> {
  const { options, paths, identity, binaries, hold } = start;
  const durable = options.durability !== 'none';
  const password = prepareCluster({ paths, binaries, identity, durable, log: options.log });
  await reapServers(paths.clusterDir, options.log);
  const port = await choosePort(options.port);
  const serverLog = openServerLog(paths.logFile, identity);
  const child = spawnServer(start, port, serverLog);
  const exited = exitOf(child, hold);
  await untilReady({ child, exited, paths, port, serverLog, timeoutMs: options.startTimeoutMs ?? 120_000 });
  return {
    adminUrl: `postgres://${ADMIN_ROLE}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    pid: child.pid ?? 0,
    port,
    exited,
    stop: () => stopServer(child, exited),
  };
}

async function choosePort(wanted: number | undefined): Promise<number> {
  if (wanted === undefined) return pickFreePort();
  if (await portIsFree(wanted)) return wanted;
  throw new PostgresProblem('port_taken', `Port ${wanted}, meant for PostgreSQL, is taken. Stop what uses it, or start again.`);
}

function spawnServer({ options, paths, identity, binaries }: HeldStart, port: number, serverLog: ServerLog): ChildProcess {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(options.durability === 'none' ? NOT_DURABLE : {}),
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return spawn(binaries.postgres, ['-D', clusterPathFor(identity, paths.clusterDir), ...flags], {
    ...identity,
    cwd: paths.clusterDir,
    env: SERVER_ENVIRONMENT,
    // A file, not a pipe: a server that outlives us must not die from writing to nobody.
    stdio: ['ignore', serverLog.descriptor, serverLog.descriptor],
    // Its own session, so that Ctrl-C reaches the one who shuts down in order, and not the server itself.
    detached: true,
  });
}

function exitOf(child: ChildProcess, hold: FolderHold): Promise<ServerExit> {
  const endWithUs = (): void => {
    child.kill('SIGINT');
  };
  process.once('exit', endWithUs);
  return new Promise((settle) => {
    const done = (exit: ServerExit): void => {
      process.removeListener('exit', endWithUs);
      hold.release();
      settle(exit);
    };
    child.once('error', () => done({ code: null, signal: null }));
    child.once('exit', (code, signal) => done({ code, signal }));
  });
}

interface Waiting {
  readonly child: ChildProcess;
  readonly exited: Promise<ServerExit>;
  readonly paths: ClusterPaths;
  readonly port: number;
  readonly serverLog: ServerLog;
  readonly timeoutMs: number;
}

async function untilReady({ child, exited, paths, port, serverLog, timeoutMs }: Waiting): Promise<void> {
  let ended = false;
  void exited.then(() => (ended = true));
  const deadline = performance.now() + timeoutMs;
  try {
    while (readServerState(paths.clusterDir, child.pid) !== 'ready') {
      if (ended) throw explainExit(paths, port, serverLog.readNew());
      if (performance.now() > deadline) throw tooSlow(paths, timeoutMs);
      await Promise.race([exited, pause(LOOK_AGAIN_MS)]);
    }
  } catch (error) {
    await stopServer(child, exited);
    throw error;
  } finally {
    serverLog.close();
  }
}

function tooSlow(paths: ClusterPaths, timeoutMs: number): PostgresProblem {
  return new PostgresProblem(
    'start_failed',
    `PostgreSQL did not answer within ${Math.round(timeoutMs / 1000)} s. What it is doing is in ${paths.logFile}; start again when it is done.`,
  );
}

async function stopServer(child: ChildProcess, exited: Promise<ServerExit>): Promise<ServerExit> {
  for (const [signal, patienceMs] of [['SIGINT', FAST_SHUTDOWN_MS], ['SIGQUIT', IMMEDIATE_SHUTDOWN_MS]] as const) {
    child.kill(signal);
    const exit = await exitWithin(exited, patienceMs);
    if (exit !== undefined) return exit;
  }
  child.kill('SIGKILL');
  return exited;
}

async function exitWithin(exited: Promise<ServerExit>, patienceMs: number): Promise<ServerExit | undefined> {
  const giveUp = new AbortController();
  const late = pause(patienceMs, undefined, { signal: giveUp.signal }).catch(() => undefined);
  const exit = await Promise.race([exited, late]);
  giveUp.abort();
  return exit;
}
