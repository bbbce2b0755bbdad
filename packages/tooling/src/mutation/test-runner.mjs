/**
 * Runs the unit tests for Stryker within one process: a change takes milliseconds, where starting Jest takes seconds. They run in a thread that is ended
 * where a change never ends by itself or eats up the memory. Stryker's own way to add a test runner:
 * https://stryker-mutator.io/docs/stryker-js/guides/create-a-plugin
 */
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, DryRunStatus, MutantRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';

import unit from '../../bin/mutation.jest.config.mjs';

/** Processor time that a change may take: so much, and so many times what its tests take without it. A busy machine must not look like a noticed change. */
const PATIENCE = { ms: 3000, times: 5 };
const LOOK_EVERY_MS = 200;
const MEMORY_MB = 1000;
/** As much as a process has: what is nested too deeply has to be so here, too. A thread would have four times as much. */
const STACK_MB = 1;

export class SpecRunner {
  #worker = null;
  #patience;
  #timesMs = new Map();

  constructor(patience = PATIENCE) {
    this.#patience = patience;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun({ files = [], coverageAnalysis }) {
    const told = await this.#ask({ kind: 'all', files: specsOf(files), countsVisits: coverageAnalysis === 'perTest' });
    if (told.ended) return { status: DryRunStatus.Error, errorMessage: told.ended };
    this.#keepTimes(told.results);
    return { status: DryRunStatus.Complete, tests: told.results.map(asTestResult), mutantCoverage: told.coverage };
  }

  async mutantRun({ activeMutant, sandboxFileName, testFilter, hitLimit, disableBail }) {
    const files = specsOf([sandboxFileName]);
    // A process that takes the place of one that crashed was not there when the tests were first run.
    if (this.#timesMs.size === 0) this.#keepTimes((await this.#ask({ kind: 'all', files })).results);
    // The quick ones first: most changes are noticed by them, and by few of them.
    const order = (testFilter ?? [...this.#timesMs.keys()]).sort((one, other) => this.#msOf([one]) - this.#msOf([other]));
    const patienceMs = this.#patience.ms + this.#patience.times * this.#msOf(order);
    const told = await this.#ask({ kind: 'changed', files, change: activeMutant.id, hitLimit, order: order.length > 0 ? order : undefined, goesOn: disableBail }, patienceMs);
    if (told.ended === 'patience') return { status: MutantRunStatus.Timeout, reason: `took more than ${patienceMs.toFixed(0)} ms of the processor` };
    if (told.ended) return { status: MutantRunStatus.Error, errorMessage: told.ended };
    return toMutantRunResult(determineHitLimitReached(told.hitCount, told.hitLimit) ?? asDryRun(told), disableBail);
  }

  async dispose() {
    await this.#worker?.terminate();
    this.#worker = null;
  }

  #keepTimes(results) {
    for (const { id, ms } of results ?? []) this.#timesMs.set(id, ms);
  }

  #msOf(ids) {
    return ids.reduce((sum, id) => sum + (this.#timesMs.get(id) ?? 0), 0);
  }

  /** What the thread answers; `ended` where it did not: what ended it, or that patience did. */
  async #ask(task, patienceMs = Number.POSITIVE_INFINITY) {
    const worker = (this.#worker ??= startWorker(task.files));
    const stop = new AbortController();
    const { signal } = stop;
    const answered = once(worker, 'message', { signal }).then(([told]) => told, (error) => ({ ended: `${error.name}: ${error.message}` }));
    const gone = once(worker, 'exit', { signal }).then(([code]) => ({ ended: `the thread ended with ${code}` }), never);
    worker.postMessage(task);
    const told = await Promise.race([answered, gone, outOfPatience(worker, patienceMs, signal)]);
    stop.abort();
    if (told.ended) await this.dispose();
    return told;
  }
}

function startWorker([file = '']) {
  const [, swc] = Object.values(unit.transform)[0];
  return new Worker(new URL('spec-worker.mjs', import.meta.url), {
    workerData: { swc, globals: unit.globals, within: WORKSPACE.exec(file)?.[1] ?? '', namespace: INSTRUMENTER_CONSTANTS.NAMESPACE },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, stackSizeMb: STACK_MB },
  });
}

const WORKSPACE = /^(.*[\\/]packages[\\/])[^\\/]+[\\/]src(?=[\\/])/;

/** The spec files of the workspaces that these files are of. */
function specsOf(files) {
  const workspaces = new Set(files.map((file) => WORKSPACE.exec(resolve(file))?.[0]).filter(Boolean));
  return [...workspaces].flatMap((workspace) => globSync(`${workspace}/**/*.spec.ts`).sort());
}

async function outOfPatience(worker, patienceMs, signal) {
  if (patienceMs === Number.POSITIVE_INFINITY) return never();
  const usedMs = async () => {
    const { user, system } = await worker.cpuUsage();
    return (user + system) / 1000;
  };
  try {
    const beganMs = await usedMs();
    for (;;) {
      await sleep(LOOK_EVERY_MS, undefined, { signal });
      if ((await usedMs()) - beganMs > patienceMs) return { ended: 'patience' };
    }
  } catch {
    // It was answered meanwhile, or the thread has ended and says so itself.
    return never();
  }
}

const never = () => new Promise(() => undefined);

const asTestResult = ({ id, file, failure, ms, place }) => ({
  id, name: id, fileName: file, startPosition: place, timeSpentMs: Math.ceil(ms), ...(failure === null ? { status: TestStatus.Success } : { status: TestStatus.Failed, failureMessage: failure }),
});

const asDryRun = ({ results, loading }) => (loading === null ? { status: DryRunStatus.Complete, tests: results.map(asTestResult) } : { status: DryRunStatus.Error, errorMessage: loading });

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'specs', SpecRunner)];
