/**
 * Measures decisions over HTTP against a floor, in one run on one machine and one PostgreSQL:
 * `bench [--scale 1] [--profile <folder>] [--no-start] [--write]`. --scale makes every stretch longer or shorter; --profile writes a CPU profile of
 * the API; --no-start leaves out how long `npm start` takes.
 */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchOrders, BenchResult, WidthPlan } from '../bench/load-run.js';
import type { Pace } from '../bench/pace.js';
import { renderBench } from '../bench/render-bench.js';
import { timeSecondStart } from '../bench/time-second-start.js';
import { writeSection } from '../bench/write-section.js';
import { startOwnStack } from '../platform/own-stack.js';

const repository = resolve(import.meta.dirname, '../../../..');
const runs = 3;
const plan: readonly WidthPlan[] = [
  { clients: 1, floorCount: 400, httpCount: 100 },
  { clients: 4, floorCount: 1000, httpCount: 250 },
  { clients: 16, floorCount: 2000, httpCount: 500 },
];
const warmUp = 300;
const steady: Pace = { perSecond: 100, count: 2000, lanes: 64 };

const { values } = parseArgs({ options: { scale: { type: 'string', default: '1' }, profile: { type: 'string' }, write: { type: 'boolean', default: false }, start: { type: 'boolean', default: true } }, allowNegative: true });

/** One stack of its own, one load generator of its own. */
async function measureOn(environment: NodeJS.ProcessEnv, nodeArguments: readonly string[], amounts: Pick<BenchOrders, 'runs' | 'plan' | 'warmUp' | 'steady'>): Promise<BenchResult> {
  // No worker runs, so nothing is ever sent there.
  const receiver = '127.0.0.1:9';
  const stack = await startOwnStack({ repository, allowedWebhookHosts: [receiver], environment, say: () => undefined, apps: ['api'], nodeArguments });
  try {
    const orders: BenchOrders = {
      ...amounts, baseUrl: stack.baseUrl, adminUrl: stack.adminUrl, pids: stack.pids, seed: 'bench', password: randomBytes(12).toString('base64url'),
      endpoint: { url: `http://${receiver}/orders`, secret: `whsec_${randomBytes(32).toString('base64')}` },
    };
    const load = fork(join(repository, 'apps/lab/dist/app/bench-load.js'), [JSON.stringify(orders)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' });
    const ended = once(load, 'exit').then(([code]: unknown[]) => Promise.reject(new Error(`The load generator ended with code ${String(code)} before its result.`)));
    ended.catch(() => undefined);
    const [result] = (await Promise.race([once(load, 'message'), ended])) as [BenchResult];
    return result;
  } finally {
    await stack.stop();
  }
}

/** Counted apart: counting costs something itself. */
async function costOfOne(): Promise<string | null> {
  const { serverTiming } = await measureOn({ ...process.env, COUNTERSIGN_EXPOSE_COST: '1' }, [], { runs: 1, plan: [{ clients: 1, floorCount: 1, httpCount: 1 }], warmUp: 20, steady: { perSecond: 1, count: 0, lanes: 1 } });
  const [, statements, trips] = /statements=(\d+) trips=(\d+)/.exec(serverTiming ?? '') ?? [];
  return statements === undefined ? null : `${statements} statements in ${trips} round trips to the database`;
}

const scale = Number(values.scale);
if (!(scale > 0)) throw new Error(`--scale is “${values.scale}”, and should be a number above 0.`);
const scaled = (count: number): number => Math.max(1, Math.round(count * scale));
const loadBefore = loadavg()[0] ?? 0;
const profiling = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(values.profile)}`];
const result = await measureOn(process.env, profiling, {
  runs, warmUp: scaled(warmUp), steady: { ...steady, count: scaled(steady.count) },
  plan: plan.map(({ clients, floorCount, httpCount }) => ({ clients, floorCount: scaled(floorCount), httpCount: scaled(httpCount) })),
});
const report = renderBench(result, {
  command: `npm run bench -- ${process.argv.slice(2).join(' ')}`.replace(/ -- $/, ''),
  date: new Date().toISOString().slice(0, 10),
  runs, loadBefore,
  processors: availableParallelism(),
  machine: cpus()[0]?.model.trim() ?? 'unknown processor',
  steady: { ...steady, count: scaled(steady.count) },
  cost: await costOfOne(),
  secondStartMs: values.start ? await timeSecondStart(repository) : null,
});
console.log(report);
if (values.write) writeSection(join(repository, 'docs/performance.md'), 'decision', report);
