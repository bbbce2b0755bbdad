import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDataFolder } from './prepare-data-folder.js';

describe('the data folder', () => {
  let dataDir = '';
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'countersign-data-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  test('gets its secrets at the first start, and keeps them beside a database', () => {
    const first = prepareDataFolder(dataDir);
    const secrets = readFileSync(first.secretsFile, 'utf8');
    mkdirSync(first.postgresDir);
    first.hold.release();
    const second = prepareDataFolder(dataDir);
    second.hold.release();
    expect(readFileSync(second.secretsFile, 'utf8')).toBe(secrets);
  });

  test('that lost its secrets while a database is there is refused in a sentence, gets no new ones, and is not held', () => {
    const first = prepareDataFolder(dataDir);
    mkdirSync(first.postgresDir);
    first.hold.release();
    rmSync(first.secretsFile);
    for (let start = 0; start < 2; start += 1) expect(() => prepareDataFolder(dataDir)).toThrow(/secrets.json is gone\. The data is safe .* Put back a copy/);
    expect(existsSync(first.secretsFile)).toBe(false);
  });
});
