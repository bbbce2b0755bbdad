import { describe, expect, it } from '@jest/globals';
import { judgeTogether, specTogether, type JestResult } from './index.mjs';

type Seen = readonly [rule: string, status: 'passed' | 'failed'];
const resultOf = (...tests: readonly Seen[]): JestResult => ({
  numRuntimeErrorTestSuites: 0,
  numPassedTests: 0,
  numFailedTests: 0,
  testResults: [{ assertionResults: tests.map(([rule, status]) => ({ ancestorTitles: [`rule:${rule}`, '409'], title: `${status} of ${rule}`, status, failureMessages: status === 'failed' ? ['expected 1'] : [], failureDetails: [{ matcherResult: {} }] })) }],
});
const verdictsOf = (...tests: readonly Seen[]) => Object.fromEntries([...judgeTogether(resultOf(...tests), ['one', 'other'])].map(([name, { verdict, noticed }]) => [name, [verdict, ...noticed]]));

describe('rules switched off within one run', () => {
  it('are judged each by their own tests', () => {
    expect(verdictsOf(['one', 'failed'], ['other', 'passed'], ['none', 'passed'])).toEqual({ one: ['red', 'failed of one'], other: ['green'] });
    expect(verdictsOf(['one', 'failed'], ['none', 'passed'])).toMatchObject({ other: ['broken'] });
  });

  it('say nothing where the same tests do not pass at the end with every rule on, were not run, or could not begin', () => {
    expect([verdictsOf(['one', 'failed'], ['none', 'failed'], ['none', 'passed']), verdictsOf(['one', 'failed'])]).toEqual([{}, {}]);
    expect([judgeTogether(null, ['one']).size, judgeTogether({ ...resultOf(['one', 'failed'], ['none', 'passed']), numRuntimeErrorTestSuites: 1 }, ['one']).size]).toEqual([0, 0]);
  });

  it('have the tests in a copy each, beside the spec, and end with every rule on', () => {
    const { wrapper, files } = specTogether('apps/api/src/tasks/decide.http.spec.ts', 'tests', ['one', 'other']);
    expect(wrapper).toBe('apps/api/src/tasks/decide.rules-off.http.spec.ts');
    expect(files.slice(0, -1)).toEqual(['one', 'other', 'none'].map((name) => ({ file: `apps/api/src/tasks/decide.rule-${name}.part.ts`, text: 'tests' })));
    expect(files.at(-1)?.file).toBe(wrapper);
    expect(files.at(-1)?.text).toMatch(/off\('one', .*decide\.rule-one\.part.*\noff\('other'.*\noff\('none', .*\n$/);
    expect(specTogether('a/b.spec.ts', '', []).wrapper).toBe('a/b.rules-off.spec.ts');
  });
});
