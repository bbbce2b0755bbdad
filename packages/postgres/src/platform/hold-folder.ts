import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemCodeOf } from './postgres-problem.js';

/** A folder that this process holds alone. `release` may be called twice. */
export interface FolderHold {
  readonly held: true;
  /** A process that no longer lives held it before: what it started may still be ending. */
  readonly takenOver: boolean;
  release(): void;
}

/** The folder is held by a process that still lives. */
export interface FolderHeldBy {
  readonly held: false;
  readonly pid: number;
}

interface Holder {
  readonly pid: number;
  readonly startedAtTicks: string;
}

/**
 * Holds a folder for this process, by a file in it that names the process. What a dead process left is
 * taken over: the file also carries the process's start time, so that a reused pid is not mistaken for it.
 *
 * @throws the file system's error when the folder cannot be written
 */
export function holdFolder(folder: string, fileName = 'in-use.json'): FolderHold | FolderHeldBy {
  const file = join(folder, fileName);
  const own: Holder = { pid: process.pid, startedAtTicks: startTicksOf(process.pid) ?? '' };
  const text = `${JSON.stringify(own)}\n`;
  let takenOver = false;
  for (;;) {
    try {
      // Readable for all: whoever starts next, under whatever user, must be able to tell that we are gone.
      writeFileSync(file, text, { flag: 'wx', mode: 0o644 });
      return { held: true, takenOver, release: () => releaseFile(file, text) };
    } catch (error) {
      if (systemCodeOf(error) !== 'EEXIST') throw error;
    }
    const found = readIfThere(file);
    if (found === undefined) continue;
    const holder = parseHolder(found);
    if (holder !== undefined && isAlive(holder)) return { held: false, pid: holder.pid };
    setAside(file, found);
    takenOver = true;
  }
}

/** Renamed before it is removed, so that of two starters only one takes the stale file away. */
function setAside(file: string, stale: string): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (readIfThere(aside) !== stale) {
    // Another starter had just taken the folder: give it back.
    renameSync(aside, file);
    return;
  }
  rmSync(aside, { force: true });
}

function releaseFile(file: string, text: string): void {
  if (readIfThere(file) === text) rmSync(file, { force: true });
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { pid, startedAtTicks } = value as Partial<Record<keyof Holder, unknown>>;
    if (typeof pid !== 'number' || !Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, startedAtTicks: typeof startedAtTicks === 'string' ? startedAtTicks : '' };
  } catch {
    return undefined;
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if (systemCodeOf(error) !== 'EPERM') return false;
  }
  const ticks = startTicksOf(holder.pid);
  return ticks === undefined || holder.startedAtTicks === '' || ticks === holder.startedAtTicks;
}

/** Field 22 of /proc/<pid>/stat (proc(5)): clock ticks from boot to the process's start. */
function startTicksOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in parentheses and may itself hold spaces and parentheses.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
