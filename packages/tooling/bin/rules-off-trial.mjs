/** The copy of the tree in which rules are switched off, for rules-off.mjs. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { editText, judgeRun, judgeTogether, projectOf, specTogether } from '../src/rules-off/index.mjs';
import { switchRules } from '../src/rules-off/switch.mjs';
import { runStep } from './run-step.mjs';
import { toolEnvironment } from './use-project-node.mjs';

const JEST = ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
/** A database of these is made anew by what was built; any other change is read from the sources. */
const MIGRATIONS = 'packages/database/migrations/';

/** What every operation is held to besides: it passes where the API has come up, so that what fails beside it is about the rule. */
const WITNESS = 'refuses who is not signed in';

const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Chooses those tests of a file; all where none is named. */
const chosen = (tests) => (tests.length === 0 ? null : `(${[...tests, WITNESS].map(literally).join('|')})`);

/** A copy of the tree in which tests are run, with one server for all that need one. */
export class Trial {
  constructor(copy) {
    this.copy = copy;
    this.environment = { ...toolEnvironment(), PATH: `${copy}/node_modules/.bin:${process.env.PATH ?? ''}` };
  }

  /** Once, for all that need one; what needs none waits for none. */
  async startServer() {
    if (this.server) return;
    const { default: start } = await import(join(this.copy, 'packages/testing/bin/start-database.mjs'));
    await start();
    this.server = { COUNTERSIGN_TEST_ADMIN_URL: process.env.COUNTERSIGN_TEST_ADMIN_URL, COUNTERSIGN_TEST_SECRETS: process.env.COUNTERSIGN_TEST_SECRETS };
  }

  async stopServer() {
    await globalThis.countersignTestDatabase?.stop();
  }

  /** What Jest says of the tests of a spec that the pattern chooses. */
  async run(spec, pattern, { ownServer = false } = {}) {
    if (projectOf(spec) !== 'unit' && !ownServer) await this.startServer();
    const output = join(this.copy, 'rules-off.json');
    rmSync(output, { force: true });
    const options = [...JEST, '--selectProjects', projectOf(spec), '--json', '--outputFile', output, ...(pattern === null ? [] : ['-t', pattern]), '--runTestsByPath', spec];
    await runStep(process.execPath, options, { cwd: this.copy, env: { ...this.environment, ...(!ownServer && this.server) } });
    try {
      return JSON.parse(readFileSync(output, 'utf8'));
    } catch {
      return null;
    }
  }

  /** With every rule on, the tests named for a rule pass. Null, or what is wrong. */
  async whatFailsAlready(spec, tests) {
    const result = await this.run(spec, chosen(tests));
    if (result === null || result.numRuntimeErrorTestSuites > 0) return `${spec} does not even begin with every rule on`;
    if (result.numPassedTests === 0) return `${spec} has no test that passes with every rule on`;
    const failed = result.testResults.flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status === 'failed').map(({ title }) => title));
    return failed.length === 0 ? null : `${spec} fails already with every rule on: ${failed.join('; ')}`;
  }

  /**
   * Switches off one rule after the other within one run of Jest, the tests of a spec each time anew in a world of their own, and once more at the end
   * with every rule on. By name of the rule, what was seen; of none where that did not pass, for then one may have disturbed the other.
   */
  async tryTogether(spec, rules) {
    const { together, texts } = this.switched(rules);
    if (together.length === 0) return new Map();
    const { wrapper, files } = specTogether(spec, readFileSync(join(this.copy, spec), 'utf8'), together.map(({ name }) => name));
    const tests = new Map(together.map((rule) => [rule.name, rule.specs[spec]]));
    return this.withTexts(texts, async () => {
      try {
        for (const { file, text } of files) writeFileSync(join(this.copy, file), text);
        const pattern = [...tests].map(([name, some]) => `^rule:${name} ${some.length === 0 ? '' : `.*${chosen(some)}`}`);
        const control = [...tests.values()].some((some) => some.length === 0) ? '' : `.*${chosen([...tests.values()].flat())}`;
        return judgeTogether(await this.run(wrapper, [...pattern, `^rule:none ${control}`].join('|')), [...tests.keys()]);
      } finally {
        for (const { file } of files) rmSync(join(this.copy, file), { force: true });
      }
    });
  }

  /** The rules that can be switched off while the code runs, and the files in which they then can. */
  switched(rules) {
    const readOf = (file) => readFileSync(join(this.copy, file), 'utf8');
    const filesOf = (some) => [...new Set(some.flatMap(({ edits }) => edits.map(({ file }) => file)))];
    const canBe = (rule) => rule.edits.every(({ file }) => !file.startsWith(MIGRATIONS) && switchRules(file, readOf(file), [rule]).together.length === 1);
    const together = rules.filter(canBe);
    const texts = new Map(filesOf(together).map((file) => [file, switchRules(file, readOf(file), together.filter(({ edits }) => edits.some((edit) => edit.file === file))).text]));
    return { together, texts };
  }

  /** Switches a rule off by itself, in runs of Jest of its own. Each of the specs named has to notice: one that does not is no proof of the rule. */
  async tryAlone(rule) {
    const ownServer = rule.edits.some(({ file }) => file.startsWith(MIGRATIONS));
    const texts = new Map();
    for (const edit of rule.edits) texts.set(edit.file, editText(texts.get(edit.file) ?? readFileSync(join(this.copy, edit.file), 'utf8'), edit));
    const seen = [];
    for (const [spec, tests] of Object.entries(rule.specs)) {
      const says = await this.whatFailsAlready(spec, tests);
      if (says !== null) return { verdict: 'broken', noticed: [], says };
    }
    await this.withTexts(texts, async () => {
      if (ownServer) await this.buildDatabase();
      for (const [spec, tests] of Object.entries(rule.specs)) seen.push(judgeRun(await this.run(spec, chosen(tests), { ownServer })));
    });
    if (ownServer) await this.buildDatabase();
    return seen.find(({ verdict }) => verdict === 'broken') ?? seen.find(({ verdict }) => verdict === 'green') ?? { ...seen[0], noticed: seen.flatMap(({ noticed }) => noticed) };
  }

  /** With these texts in place of what stands in the copy, for as long as it takes. */
  async withTexts(texts, run) {
    const before = new Map([...texts.keys()].map((file) => [file, readFileSync(join(this.copy, file), 'utf8')]));
    try {
      for (const [file, text] of texts) writeFileSync(join(this.copy, file), text);
      return await run();
    } finally {
      for (const [file, text] of before) writeFileSync(join(this.copy, file), text);
    }
  }

  async buildDatabase() {
    const { ok, output } = await runStep('npm', ['run', '-s', 'build'], { cwd: join(this.copy, 'packages/database'), env: this.environment });
    if (!ok) throw new Error(`packages/database could not be built: ${output}`);
  }
}
