import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdFolder } from './hold-folder.js';

describe('a held folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-hold-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is refused to a second holder, by pid, until it is released', () => {
    const first = holdFolder(folder);
    expect(first.held).toBe(true);
    expect(holdFolder(folder)).toEqual({ held: false, pid: process.pid });
    if (first.held) first.release();
    expect(readdirSync(folder)).toEqual([]);
    expect(holdFolder(folder)).toMatchObject({ held: true, takenOver: false });
  });

  test('is taken over from a process that has ended', () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(join(folder, 'in-use.json'), JSON.stringify({ pid: dead, startedAtTicks: '1' }));
    expect(holdFolder(folder)).toMatchObject({ held: true, takenOver: true });
    expect(readdirSync(folder)).toEqual(['in-use.json']);
  });

  test('is taken over when the pid lives but is another process by now', () => {
    writeFileSync(join(folder, 'in-use.json'), JSON.stringify({ pid: process.pid, startedAtTicks: '1' }));
    expect(holdFolder(folder).held).toBe(true);
  });

  test('is taken over when what is written there names nobody', () => {
    writeFileSync(join(folder, 'in-use.json'), '{"pid":');
    expect(holdFolder(folder).held).toBe(true);
  });

  test('is not taken from another living process', () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    try {
      const stat = readFileSync(`/proc/${other.pid}/stat`, 'utf8');
      const startedAtTicks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
      writeFileSync(join(folder, 'in-use.json'), JSON.stringify({ pid: other.pid, startedAtTicks }));
      expect(holdFolder(folder)).toEqual({ held: false, pid: other.pid });
    } finally {
      other.kill('SIGKILL');
    }
  });
});
