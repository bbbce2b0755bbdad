import { statSync } from 'node:fs';
import { systemCodeOf } from './postgres-problem.js';

/** The user and group, as numbers, under which the server runs. */
export interface ServerIdentity {
  readonly uid: number;
  readonly gid: number;
}

// PostgreSQL refuses to run as root. This number is nobody's on Linux, and needs no entry in /etc/passwd.
const NOBODY: ServerIdentity = { uid: 65_534, gid: 65_534 };

/**
 * Under whom to run the server: undefined means as ourselves. Root becomes the owner of the existing
 * cluster, so that a folder made by an ordinary user stays that user's, and nobody for a new one.
 */
export function chooseIdentity(clusterDir: string): ServerIdentity | undefined {
  if (process.getuid?.() !== 0) return undefined;
  try {
    const { uid, gid } = statSync(clusterDir);
    return uid === 0 ? NOBODY : { uid, gid };
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return NOBODY;
    throw error;
  }
}

/**
 * The path by which the server finds the folder that is its working directory. Under another user the
 * folders above may be closed (a clone in root's home is): the working directory is entered before the
 * user changes, and this link leads to it without walking through them.
 */
export function clusterPathFor(identity: ServerIdentity | undefined, clusterDir: string): string {
  return identity === undefined ? clusterDir : '/proc/self/cwd';
}

/** What a child of ours sees of the environment: enough to run, and messages in English to be read by us. */
export const SERVER_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as const;
