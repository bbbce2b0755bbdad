import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './find-binaries.js';
import { diskFullProblem, noRightProblem, PostgresProblem, systemCodeOf } from './postgres-problem.js';
import { clusterPathFor, SERVER_ENVIRONMENT } from './server-identity.js';
import type { ServerIdentity } from './server-identity.js';

/** The superuser of the embedded server; it migrates, and nothing else signs in as it. */
export const ADMIN_ROLE = 'cs_admin';

/** Where things lie in the data folder. */
export interface ClusterPaths {
  readonly dataDir: string;
  /** PostgreSQL's own folder. */
  readonly clusterDir: string;
  /** A cluster is made here and renamed when complete: what lies here is half done, ours, and worthless. */
  readonly unfinishedDir: string;
  readonly passwordFile: string;
  readonly logFile: string;
}

export function clusterPaths(dataDir: string): ClusterPaths {
  return {
    dataDir,
    clusterDir: join(dataDir, 'cluster'),
    unfinishedDir: join(dataDir, 'cluster.unfinished'),
    passwordFile: join(dataDir, 'admin-password'),
    logFile: join(dataDir, 'server.log'),
  };
}

export interface PrepareOptions {
  readonly paths: ClusterPaths;
  readonly binaries: Binaries;
  readonly identity: ServerIdentity | undefined;
  readonly durable: boolean;
  readonly log: (line: string) => void;
}

/** Makes the cluster when there is none, checks the one that is there, and returns the administrator's password. */
export function prepareCluster(options: PrepareOptions): string {
  const { paths, binaries } = options;
  if (!existsSync(paths.clusterDir)) makeCluster(options);
  checkCluster(paths, binaries);
  return readPassword(paths);
}

/** The data folder, owned by whoever runs the server; made when missing. */
export function ensureDataDir(dataDir: string, identity: ServerIdentity | undefined): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (identity !== undefined) chownSync(dataDir, identity.uid, identity.gid);
}

function makeCluster(options: PrepareOptions): void {
  const { paths, identity, log } = options;
  log('Making the database (once).');
  rmSync(paths.unfinishedDir, { recursive: true, force: true });
  writePassword(paths, identity);
  mkdirSync(paths.unfinishedDir, { mode: 0o700 });
  if (identity !== undefined) chownSync(paths.unfinishedDir, identity.uid, identity.gid);
  runInitdb(options);
  renameSync(paths.unfinishedDir, paths.clusterDir);
}

function runInitdb({ paths, binaries, identity, durable }: PrepareOptions): void {
  const made = spawnSync(
    binaries.initdb,
    [
      `--pgdata=${clusterPathFor(identity, paths.unfinishedDir)}`,
      `--username=${ADMIN_ROLE}`,
      '--pwfile=../admin-password',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The server's own C.UTF-8: the same order on every machine, whatever its C library brings.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...identity, cwd: paths.unfinishedDir, env: SERVER_ENVIRONMENT, encoding: 'utf8' },
  );
  if (made.status === 0) return;
  const said = made.stderr.trim();
  rmSync(paths.unfinishedDir, { recursive: true, force: true });
  if (/No space left|quota exceeded/i.test(said)) throw diskFullProblem(paths.dataDir);
  if (/Permission denied/i.test(said)) throw noRightProblem(paths.dataDir, said);
  throw new PostgresProblem(
    'start_failed',
    `The database could not be made in ${paths.dataDir}. PostgreSQL said: ${said.split('\n').slice(-2).join(' ') || String(made.error ?? made.signal)}`,
    { cause: made.error },
  );
}

function writePassword(paths: ClusterPaths, identity: ServerIdentity | undefined): void {
  rmSync(paths.passwordFile, { force: true });
  writeFileSync(paths.passwordFile, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  if (identity !== undefined) chownSync(paths.passwordFile, identity.uid, identity.gid);
}

function readPassword(paths: ClusterPaths): string {
  try {
    const password = readFileSync(paths.passwordFile, 'utf8').trim();
    if (password !== '') return password;
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOENT') throw error;
  }
  throw broken(paths, `its administrator's password is missing (${paths.passwordFile})`);
}

function checkCluster(paths: ClusterPaths, binaries: Binaries): void {
  if (!lstatSync(paths.clusterDir).isDirectory()) throw broken(paths, 'its cluster is not a folder');
  for (const needed of ['PG_VERSION', 'global/pg_control', 'pg_wal', 'base']) {
    if (!existsSync(join(paths.clusterDir, needed))) throw broken(paths, `${needed} is missing from its cluster`);
  }
  const version = readFileSync(join(paths.clusterDir, 'PG_VERSION'), 'utf8').trim();
  if (version === binaries.majorVersion) return;
  throw new PostgresProblem(
    'foreign_version',
    `The data folder ${paths.dataDir} was written by PostgreSQL ${version}, and this is ${binaries.majorVersion}. Start the version of Countersign that wrote it, or set COUNTERSIGN_DATA_DIR to another folder.`,
  );
}

/** Never repaired or removed by us: it may be all that somebody has. */
function broken(paths: ClusterPaths, what: string): PostgresProblem {
  return new PostgresProblem(
    'broken_folder',
    `The data folder ${paths.dataDir} is not whole: ${what}. Put back a backup, or set COUNTERSIGN_DATA_DIR to another folder; nothing in it was changed.`,
  );
}
