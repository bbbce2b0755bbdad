import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { innocentFiles, plantedViolations } from './planted-files.js';
import { plantTree } from './planted-tree.js';

interface Report {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string; readonly severity: string } }[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string; readonly severity: string; readonly comment?: string }[] };
  };
}

const repository = resolve(__dirname, '../../../..');

function cruise(root: string): Report {
  const cli = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const run = spawnSync(process.execPath, [cli, 'apps', 'packages', '--config', pathToFileURL(join(root, '.dependency-cruiser.mjs')).pathname, '--output-type', 'json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.stdout === '') throw new Error(`dependency-cruiser printed nothing: ${run.stderr}`);
  return JSON.parse(run.stdout) as Report;
}

describe('the arrows of the house', () => {
  let root = '';
  let report: Report;

  beforeAll(() => {
    root = plantTree(repository);
    report = cruise(root);
  }, 60_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(plantedViolations.map(({ rule, file }) => [rule, file]))('%s catches the violation planted in %s', (rule, file) => {
    const caught = report.summary.violations.filter(({ from }) => from === file).map((violation) => violation.rule.name);
    expect(caught).toContain(rule);
  });

  it('leaves files alone that break no rule', () => {
    const accused = report.summary.violations.filter(({ from }) => from in innocentFiles);
    expect(accused).toEqual([]);
  });

  it('has a planted violation for every rule, and every rule is an error with a reason', () => {
    const rules = report.summary.ruleSetUsed.forbidden;
    expect(new Set(plantedViolations.map(({ rule }) => rule))).toEqual(new Set(rules.map(({ name }) => name)));
    expect(rules.filter(({ severity, comment }) => severity !== 'error' || (comment ?? '').length < 20)).toEqual([]);
  });
});
