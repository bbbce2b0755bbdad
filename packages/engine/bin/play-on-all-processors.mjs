import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Seeds that a worker gets at once. */
const PER_TASK = { play: 250, simulate: 25 };

function startWorker(fault) {
  const execArgv = fault === undefined ? [] : ['--import', fileURLToPath(new URL('plant-fault.mjs', import.meta.url))];
  return fork(new URL('play-sequences.mjs', import.meta.url), { execArgv, env: { ...process.env, ...(fault !== undefined && { PLANTED_FAULT: fault }) } });
}

/** Sends a task and gives what the worker answers; a worker that ends instead is an error. */
async function ask(worker, task) {
  const stop = new AbortController();
  const answered = once(worker, 'message', { signal: stop.signal }).then(([answer]) => answer);
  const gone = once(worker, 'exit', { signal: stop.signal }).then(([code]) => Promise.reject(new Error(`A worker ended with ${code}.`)));
  worker.send(task);
  try {
    return await Promise.race([answered, gone]);
  } finally {
    stop.abort();
    for (const left of [answered, gone]) left.catch(() => undefined);
  }
}

/** Plays `count` seeds from `first` on, on as many workers as there are processors, with a planted fault or without. The first failure ends it. */
export async function playOnAllProcessors({ kind, first, count, fault }) {
  const workers = Array.from({ length: availableParallelism() }, () => startWorker(fault));
  const all = { workers: workers.length, played: 0, counts: {}, seen: new Set(), failed: null, shortest: null };
  let next = first;
  const work = async (worker) => {
    while (next < first + count && all.failed === null) {
      const from = next;
      next = Math.min(from + PER_TASK[kind], first + count);
      const { played, counts, seen, failed } = await ask(worker, { kind, from, to: next });
      all.played += played;
      for (const [what, number] of Object.entries(counts)) all.counts[what] = (all.counts[what] ?? 0) + number;
      for (const what of Object.keys(seen)) all.seen.add(what);
      all.failed ??= failed;
    }
  };
  try {
    await Promise.all(workers.map(work));
    if (all.failed !== null && kind === 'play') all.shortest = await ask(workers[0], { kind: 'shorten', seed: all.failed.seed });
  } finally {
    for (const worker of workers) if (worker.connected) worker.disconnect();
  }
  return all;
}
