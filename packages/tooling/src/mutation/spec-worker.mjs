/**
 * A thread of test-runner.mjs: loads spec files and runs their tests, as often as it is told to. Each run loads the sources anew, so that a change
 * which matters while they are loaded is tried as any other.
 */
import { relative } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

import { moduleLoader } from './module-loader.mjs';
import { runTest, SpecTests } from './spec-tests.mjs';

const { swc, globals, within, namespace } = workerData;
Object.assign(globalThis, globals);

let specs;
const given = {
  get '@jest/globals'() {
    return specs.globals;
  },
};
const { freshRequire, placeIn } = moduleLoader({ swc, given, within });

/** The instrumented sources look here for the change that is switched on, and count here how often they come by. */
const switches = (globalThis[namespace] = {});

/** How the names of a file's tests begin. */
const labelOf = (file) => relative(within, file);

/** As in Jest, no file gets anything from another one. */
function collect(file) {
  specs = new SpecTests();
  specs.collect(file, labelOf(file), freshRequire());
  return specs.tests;
}

/** Tests as they are asked for by `order`, or as they come; a file is loaded once one of its tests is due. */
function* dueTests(files, order) {
  if (!order) for (const file of files) yield* collect(file);
  const loaded = new Map();
  for (const id of order ?? []) {
    const file = files.find((other) => id.startsWith(`${labelOf(other)} `));
    if (file === undefined) continue;
    if (!loaded.has(file)) loaded.set(file, new Map(collect(file).map((test) => [test.id, test])));
    const test = loaded.get(file).get(id);
    if (test) yield test;
  }
}

/** Every test once, and which changes each of them comes by. */
async function runAll({ files, countsVisits }) {
  for (const name of Object.keys(switches)) delete switches[name];
  const results = [];
  for (const test of dueTests(files)) {
    if (countsVisits) switches.currentTestId = test.id;
    results.push({ ...(await runTest(test)), place: placeIn(test.file, test.stack) });
    delete switches.currentTestId;
  }
  return { results, coverage: switches.mutantCoverage };
}

/** The tests with one change switched on, until one of them fails. `order` says which, and which goes first; without it every test, as they come. */
async function runChanged({ files, change, hitLimit, order, goesOn }) {
  Object.assign(switches, { activeMutant: change, hitCount: hitLimit === undefined ? undefined : 0, hitLimit });
  const results = [];
  let loading = null;
  try {
    for (const test of dueTests(files, order)) {
      results.push(await runTest(test));
      if (results.at(-1).failure !== null && !goesOn) break;
    }
  } catch (thrown) {
    loading = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  }
  return { results, loading, hitCount: switches.hitCount, hitLimit };
}

parentPort.on('message', async (task) => parentPort.postMessage(await (task.kind === 'all' ? runAll(task) : runChanged(task))));
