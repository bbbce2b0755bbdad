import { closeSync, fchownSync, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import type { ServerIdentity } from './server-identity.js';

/** The server's own log file, opened for appending. */
export interface ServerLog {
  readonly descriptor: number;
  /** What was written since it was opened; at most the last 64 KiB. */
  readNew(): string;
  /** Closes our end; the server keeps its own. */
  close(): void;
}

const KEPT_BYTES = 5 * 1024 * 1024;
const READ_BYTES = 64 * 1024;

/** Opens the log, owned by whom the server runs as; one of more than 5 MiB is kept aside as `<file>.1` first. */
export function openServerLog(file: string, identity: ServerIdentity | undefined): ServerLog {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found !== undefined && found.size > KEPT_BYTES) renameSync(file, `${file}.1`);
  const descriptor = openSync(file, 'a+', 0o600);
  if (identity !== undefined) fchownSync(descriptor, identity.uid, identity.gid);
  const openedAtBytes = fstatSync(descriptor).size;
  return {
    descriptor,
    readNew: () => readFrom(descriptor, openedAtBytes),
    close: () => closeSync(descriptor),
  };
}

function readFrom(descriptor: number, startBytes: number): string {
  const { size } = fstatSync(descriptor);
  const fromBytes = Math.max(startBytes, size - READ_BYTES);
  const buffer = Buffer.alloc(Math.max(0, size - fromBytes));
  readSync(descriptor, buffer, 0, buffer.length, fromBytes);
  return buffer.toString('utf8');
}
