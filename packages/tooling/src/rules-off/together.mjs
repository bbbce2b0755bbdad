import { judgeRun } from './judge.mjs';
import { RULE_OFF } from './switch.mjs';

/** Under this name the tests are run with every rule on. */
const NONE = 'none';

/**
 * The files by which the tests of a spec are run once for each rule, in one run of Jest: copies of the spec, since a module is run once, and one that takes
 * them in, each within a description of its rule.
 */
export function specTogether(spec, text, names) {
  const base = spec.replace(/(\.(db|http))?\.spec\.ts$/, '');
  const suffix = spec.slice(base.length);
  const parts = [...names, NONE].map((name) => ({ name, file: `${base}.rule-${name}.part.ts`, text }));
  const wrapper = `${base}.rules-off${suffix}`;
  const lines = parts.map(({ name, file }) => `off('${name}', () => require('./${file.slice(file.lastIndexOf('/') + 1).replace(/\.ts$/, '')}'));`);
  return { wrapper, files: [...parts.map(({ file }) => ({ file, text })), { file: wrapper, text: `${HEAD}${lines.join('\n')}\n` }] };
}

/** What runs last, in afterAll, is what the spec itself wants to run last. */
const HEAD = `import { afterAll, beforeAll, describe } from '@jest/globals';
const off = (name, take) => describe(\`rule:\${name}\`, () => {
  const set = (value) => void (globalThis.${RULE_OFF} = value);
  const own = name === '${NONE}' ? undefined : name;
  beforeAll(() => set(own));
  set(own);
  take();
  set(undefined);
  afterAll(() => set(undefined));
});
`;

/** What was seen of each rule in such a run, by name; nothing where the tests do not pass with every rule on. */
export function judgeTogether(result, names) {
  if (result === null || result.numRuntimeErrorTestSuites > 0) return new Map();
  const judgedOf = (name) => {
    const testResults = result.testResults.map(({ assertionResults, message }) => ({ message, assertionResults: assertionResults.filter(({ ancestorTitles }) => ancestorTitles[0] === `rule:${name}`) }));
    const count = (status) => testResults.flatMap(({ assertionResults }) => assertionResults).filter((test) => test.status === status).length;
    return { testResults, numRuntimeErrorTestSuites: 0, numPassedTests: count('passed'), numFailedTests: count('failed') };
  };
  if (judgeRun(judgedOf(NONE)).verdict !== 'green') return new Map();
  return new Map(names.map((name) => [name, judgeRun(judgedOf(name))]));
}
