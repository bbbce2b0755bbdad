import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { editText, findRuleFaults, judgeRun, renderRulesOff, ruledRows, rules, type JestResult, type Rule } from './index.mjs';

const root = join(__dirname, '../../../..');
const read = (file: string) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : null);

describe('the rules that are switched off', () => {
  it('stand in the code where the table says, once each, and the tests that notice are there; each row has one over HTTP or on the database', () => {
    expect(findRuleFaults(rules, ruledRows, read)).toEqual([]);
    expect(rules.length).toBeGreaterThan(100);
  });
});

describe('a table that is not one of the code', () => {
  const file = 'a.ts';
  const rule: Rule = { row: 'A1', name: 'some-rule', rule: 'Some rule.', edits: [{ file, from: 'if (bad) refuse();', to: '' }], specs: { 'a.http.spec.ts': ['refuses'] } };
  const faultsOf = (change: Partial<Rule>, text = 'if (bad) refuse();') => findRuleFaults([{ ...rule, ...change }], ['A1'], (path) => (path === file ? text : path === 'a.http.spec.ts' ? "it('refuses what is bad')" : null));

  it('is found', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({}, 'if (worse) refuse();').join()).toContain('a.ts holds no “if (bad) refuse();”');
    expect(faultsOf({}, 'if (bad) refuse(); if (bad) refuse();').join()).toContain('a.ts holds 2 “if (bad) refuse();”');
    expect(faultsOf({ edits: [{ file: 'b.ts', from: 'x', to: '' }] }).join()).toContain('there is no b.ts');
    expect(faultsOf({ specs: { 'a.http.spec.ts': ['allows'] } }).join()).toContain('has no test “allows”');
    expect(faultsOf({ specs: { 'b.spec.ts': [] } }).join()).toContain('there is no b.spec.ts');
    expect(faultsOf({ row: 'A9' })).toEqual(['A9 some-rule: there is no row A9.', 'A1: no rule of it is noticed over HTTP or on the database.']);
    expect(findRuleFaults([rule, { ...rule }], ['A1'], () => 'if (bad) refuse(); refuses').join()).toContain('another rule has this name');
  });

  it('is not edited', () => {
    expect(editText('a if (bad) refuse(); b', { file, from: 'if (bad) refuse();', to: '$&' })).toBe('a $& b');
    expect(() => editText('a', { file, from: 'if (bad) refuse();', to: '' })).toThrow('a.ts');
  });
});

describe('a run without a rule', () => {
  const test = (status: string, failure?: { readonly message: string; readonly unmet?: boolean }) => ({ title: `${status} test (row:A1)`, status, failureMessages: failure ? [failure.message] : [], failureDetails: failure?.unmet ? [{ matcherResult: { pass: false } }] : [{}] });
  const resultOf = (...tests: ReturnType<typeof test>[]): JestResult => ({ numRuntimeErrorTestSuites: 0, numPassedTests: tests.filter(({ status }) => status === 'passed').length, numFailedTests: tests.filter(({ status }) => status === 'failed').length, testResults: [{ assertionResults: tests }] });
  const verdictOf = (...tests: ReturnType<typeof test>[]) => judgeRun(resultOf(...tests)).verdict;
  const unmet = test('failed', { message: 'expected 1', unmet: true });
  const thrown = test('failed', { message: 'Error: no task waits' });
  const misspelt = test('failed', { message: 'ReferenceError: x is not defined' });

  it('is noticed by an expectation that is not met, or by a test that throws beside one that passes', () => {
    const property = test('failed', { message: 'Error: Property failed after 2 tests\n{ seed: 1 }\n  Error: expect(received).toEqual(expected)' });
    const resolved = test('failed', { message: 'Error: expect(received).rejects.toMatchObject()\n\nReceived promise resolved instead of rejected\nResolved to value: {}' });
    expect([verdictOf(unmet), verdictOf(property), verdictOf(resolved), verdictOf(thrown, test('passed'))]).toEqual(['red', 'red', 'red', 'red']);
  });

  it('is not noticed where all pass', () => expect(verdictOf(test('passed'))).toBe('green'));

  it('has shown nothing where the tests could not begin, or the edit does not even run', () => {
    expect([verdictOf(), verdictOf(thrown), verdictOf(misspelt, test('passed')), judgeRun(null).verdict, judgeRun({ ...resultOf(unmet), numRuntimeErrorTestSuites: 1, testResults: [{ message: '\n  Syntax Error', assertionResults: [] }] }).says]).toEqual(['broken', 'broken', 'broken', 'broken', 'Syntax Error']);
  });

  const rule: Rule = { row: 'A1', name: 'x', rule: 'Nobody decides alone.', edits: [{ file: 'packages/engine/src/commands/ask.ts', from: 'a', to: 'b' }], specs: {} };
  const pageOf = (rules: readonly Rule[], unnoticed = {}) => renderRulesOff(rules, { seen: { x: { first: 'refuses one (row:A1)', count: 2, date: '2026-11-29', commit: 'abc' } }, unnoticed }, { command: 'npm run x' });

  it('is told on the page by the rule, where it was gone, who noticed, and when', () => {
    expect(pageOf([rule])).toContain('| A1 | Nobody decides alone. | `engine/commands/ask.ts` | refuses one; 2 | 2026-11-29, abc |');
    expect(pageOf([rule])).not.toContain('Not seen');
  });

  it('is not claimed on the page where nothing was seen of it', () => {
    const others = [{ ...rule, name: 'y', rule: 'One.' }, { ...rule, name: 'z', rule: 'Other.' }];
    const page = pageOf([rule, ...others], { z: 'nobody noticed' });
    expect(page).toContain('Of 3 rules 1 were switched off and noticed');
    expect(page).toContain('| A1 | One. | not tried as it is now |\n| A1 | Other. | nobody noticed |');
  });
});
