import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pickFreePort } from '@countersign/postgres';

const pageWithinMs = 300_000;
const stopWithinMs = 40_000;
const lookAgainMs = 25;

/** How long `npm start` takes from the command to its first page, the second time: everything is installed, built and filled in. */
export async function timeSecondStart(repository: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-start-'));
  try {
    const port = await pickFreePort();
    const env = { ...process.env, PORT: String(port), COUNTERSIGN_DATA_DIR: join(folder, 'data') };
    await startOnce(repository, env, port);
    return await startOnce(repository, env, port);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startOnce(repository: string, env: NodeJS.ProcessEnv, port: number): Promise<number> {
  const startedMs = performance.now();
  // A group of its own, as a terminal would start it: Ctrl-C reaches all of it.
  const child = spawn('npm', ['start'], { cwd: repository, env, stdio: 'ignore', detached: true });
  try {
    while (!(await answersPage(port))) {
      if (child.exitCode !== null) throw new Error(`npm start ended with code ${child.exitCode} before its first page.`);
      if (performance.now() - startedMs > pageWithinMs) throw new Error('npm start showed no page in time.');
      await pause(lookAgainMs);
    }
    return performance.now() - startedMs;
  } finally {
    await stop(child);
  }
}

async function answersPage(port: number): Promise<boolean> {
  try {
    const page = await fetch(`http://127.0.0.1:${port}/sign-in`, { headers: { accept: 'text/html' } });
    return page.ok && (await page.text()).includes('<div id="root"');
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const ended = once(child, 'exit');
  process.kill(-child.pid, 'SIGINT');
  if ((await Promise.race([ended, pause(stopWithinMs, 'late', { ref: false })])) === 'late') process.kill(-child.pid, 'SIGKILL');
}
