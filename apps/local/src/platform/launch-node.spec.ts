import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchNode } from './launch-node.js';
import type { NodeProgram } from './launch-node.js';
import { LocalProblem } from './local-problem.js';

const PATIENCE_MS = 20_000;
const STAYS = 'setInterval(() => {}, 1000);';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-launch-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(source: string): NodeProgram {
  const script = join(folder, 'program.cjs');
  writeFileSync(script, source);
  return { name: 'The API', script, env: { PATH: process.env['PATH'] }, logFile: join(folder, 'api.log'), stopWithinMs: 500 };
}

function launch(source: string, signal = new AbortController().signal): ReturnType<typeof launchNode> {
  return launchNode(program(source), signal);
}

describe('a launched program', () => {
  test('is there once it says that it is ready, with its port, and keeps its output in its log', async () => {
    const running = await launch(`console.log('hello'); process.on('SIGTERM', () => process.exit(0)); process.send({ ready: true, port: 4310 }); ${STAYS}`);
    expect(running.port).toBe(4310);
    expect(existsSync(`/proc/${running.pid}`)).toBe(true);
    expect(await running.stop()).toEqual({ code: 0, signal: null });
    expect(readFileSync(join(folder, 'api.log'), 'utf8')).toBe('hello\n');
  }, PATIENCE_MS);

  test('that ends before it is ready is told by its exit code and the last error in its log', async () => {
    const launched = launch(`console.error('Error: no such table'); process.exit(3);`);
    await expect(launched).rejects.toThrow(/^The API did not start \(exit code 3\)\. Its log is .*api\.log, and ends: Error: no such table$/);
  }, PATIENCE_MS);

  test('that names its problem is quoted', async () => {
    const launched = launch(`process.send({ problem: 'Port 4310 is taken.' }); process.on('SIGTERM', () => process.exit(0)); ${STAYS}`);
    await expect(launched).rejects.toEqual(new LocalProblem('Port 4310 is taken.'));
  }, PATIENCE_MS);

  test('that does not end when asked in its time is ended by force', async () => {
    const running = await launch(`process.on('SIGTERM', () => {}); process.send({ ready: true }); ${STAYS}`);
    const askedMs = performance.now();
    expect(await running.stop()).toEqual({ code: null, signal: 'SIGKILL' });
    expect(performance.now() - askedMs).toBeGreaterThan(480);
  }, PATIENCE_MS);

  test('is given up at once when everything is told to stop', async () => {
    const stopping = new AbortController();
    const launched = launch(STAYS, stopping.signal);
    setTimeout(() => stopping.abort(), 200);
    await expect(launched).rejects.toThrow(/did not start \(killed by SIGTERM\)/);
  }, PATIENCE_MS);
});
