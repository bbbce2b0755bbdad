import { bind } from 'jest-each';
import { expect } from 'expect';

/** What a spec file says to `@jest/globals`, collected: its tests, in order, each under a name of its own. */
export class SpecTests {
  tests = [];
  #file = '';
  #label = '';
  #around = [];
  #names = new Set();

  /** What takes the place of `@jest/globals`. Whatever else a spec imports from there is not known here, and says so. */
  get globals() {
    const describe = (name, body) => {
      this.#around.push(name);
      body();
      this.#around.pop();
    };
    const test = (name, run) => this.tests.push({ id: this.#nameOf(name), file: this.#file, run, stack: new Error().stack });
    describe.each = bind(describe);
    test.each = bind(test);
    const known = { __esModule: true, describe, test, it: test, expect };
    return new Proxy(known, {
      get: (_, name) => {
        if (!Object.hasOwn(known, name)) throw new Error(`${String(name)} of @jest/globals is not known to mutation testing. Write it into spec-tests.mjs.`);
        return known[name];
      },
    });
  }

  /** `label` is how the names of its tests begin: the same wherever the file is copied to. */
  collect(file, label, load) {
    this.#file = file;
    this.#label = label;
    load(file);
  }

  #nameOf(name) {
    const full = [this.#label, ...this.#around, name].join(' › ');
    let unique = full;
    for (let count = 2; this.#names.has(unique); count++) unique = `${full} (${count})`;
    this.#names.add(unique);
    return unique;
  }
}

/** Runs one test; gives what it threw, as text, or null where it passed, and how long it took. */
export async function runTest({ id, file, run }) {
  const startedMs = performance.now();
  let failure = null;
  try {
    await run();
  } catch (thrown) {
    failure = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  }
  return { id, file, failure, ms: performance.now() - startedMs };
}
