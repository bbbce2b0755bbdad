import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { excusedFiles, plantedFaults } from './planted-faults.js';

interface FileReport {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly severity: number; readonly message: string }[];
}

const repository = resolve(__dirname, '../../../..');

function plantTree(): string {
  const root = mkdtempSync(join(tmpdir(), 'countersign-lint-'));
  for (const file of ['eslint.config.mjs', 'tsconfig.json', 'tsconfig.base.json', 'apps/web/tsconfig.json', 'packages/tooling/src/lint']) {
    cpSync(join(repository, file), join(root, file), { recursive: true, filter: (path) => !path.endsWith('.ts') });
  }
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  const files = { ...excusedFiles, ...Object.fromEntries(plantedFaults.map(({ file, text }) => [file, text])) };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

function lint(root: string): ReadonlyMap<string, FileReport['messages']> {
  const run = spawnSync(process.execPath, [join(repository, 'node_modules/eslint/bin/eslint.js'), '.', '--format', 'json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.stdout === '') throw new Error(`eslint printed nothing: ${run.stderr}`);
  return new Map((JSON.parse(run.stdout) as FileReport[]).map(({ filePath, messages }) => [relative(root, filePath), messages]));
}

describe('the lint rules of the house', () => {
  let root = '';
  let report: ReadonlyMap<string, FileReport['messages']>;

  beforeAll(() => {
    root = plantTree();
    report = lint(root);
  }, 120_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(plantedFaults.map(({ rule, file }) => [rule, file]))('%s is an error in %s', (rule, file) => {
    expect(report.get(file)?.map(({ ruleId, severity }) => [ruleId, severity])).toContainEqual([rule, 2]);
  });

  it.each(Object.keys(excusedFiles))('has nothing to say about %s', (file) => {
    expect(report.get(file)).toEqual([]);
  });
});
