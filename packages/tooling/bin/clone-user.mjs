/** Under whom a clean clone is tried: root, the present user, or an ordinary user made for the purpose. */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

function must(command, options) {
  const { status, stderr, error } = spawnSync(command, options, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${options.join(' ')} failed: ${error?.message ?? stderr.trim()}`);
}

/**
 * A user with a folder of its own, closed to others. `command` turns a command into one that runs as it;
 * `remove` ends what it left running, and takes folder and user away.
 */
export function makeUser(kind) {
  const folder = mkdtempSync(join(tmpdir(), `countersign-clone-${kind}-`));
  chmodSync(folder, 0o700);
  if (kind !== 'ordinary' || process.getuid() !== 0) {
    return { kind, folder, home: process.env.HOME, command: (words) => words, own: () => undefined, remove: () => rmSync(folder, { recursive: true, force: true }) };
  }
  const name = `countersign-${process.pid}`;
  must('useradd', ['--no-create-home', '--home-dir', folder, '--shell', '/bin/sh', name]);
  const uid = Number(spawnSync('id', ['-u', name], { encoding: 'utf8' }).stdout);
  const gid = Number(spawnSync('id', ['-g', name], { encoding: 'utf8' }).stdout);
  chownSync(folder, uid, gid);
  return {
    kind,
    folder,
    home: folder,
    command: (words) => ['runuser', '-u', name, '--', ...words],
    own: (path) => must('chown', ['-R', `${uid}:${gid}`, path]),
    remove: () => {
      for (const pid of processesOf(uid)) process.kill(pid, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
      must('userdel', [name]);
    },
  };
}

function processesOf(uid) {
  return pids().filter((pid) => new RegExp(`^Uid:\\s+${uid}\\s`, 'm').test(read(`/proc/${pid}/status`)));
}

/** Every process that works in a folder, or was started from it by name, with its command line. */
export function processesUnder(folder) {
  return pids()
    .filter((pid) => pid !== process.pid)
    .map((pid) => ({ pid, words: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim(), cwd: linkOf(`/proc/${pid}/cwd`) }))
    .filter(({ words, cwd }) => words.includes(folder) || cwd === folder || cwd.startsWith(`${folder}/`));
}

function pids() {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function linkOf(path) {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
