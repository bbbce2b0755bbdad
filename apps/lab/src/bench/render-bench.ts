import type { BenchResult, ProcessorMs, Subject } from './load-run.js';
import { quantile, spreadOf } from './measure.js';
import type { Pace } from './pace.js';

export interface BenchHead {
  readonly command: string;
  readonly date: string;
  readonly runs: number;
  readonly processors: number;
  readonly machine: string;
  readonly loadBefore: number;
  /** What one decision costs in the database, by its Server-Timing header. */
  readonly cost: string | null;
  readonly steady: Pace;
  /** From `npm start` to its first page, on data that is there already; null where it was not measured. */
  readonly secondStartMs: number | null;
}

const rowNames: { readonly [subject in Subject]: string } = {
  floor: 'floor, the same rows',
  http: 'decisions over HTTP',
  'floor without effect and job': 'floor, without the effect and its job',
};
const ratioClients = 16;

/** The share of the floor that the product reaches at 16 clients: medians of all runs. */
export function ratioOf({ stretches }: Pick<BenchResult, 'stretches'>, floor: Subject = 'floor'): number {
  const median = (subject: Subject) => spreadOf(stretches.filter((each) => each.subject === subject && each.clients === ratioClients).map(({ perSecond }) => perSecond)).median;
  return median('http') / median(floor);
}

/** A measurement as Markdown, with the line `ratio 0.xx`. */
export function renderBench(result: BenchResult, head: BenchHead): string {
  const { stretches, steadyLatenciesMs } = result;
  const widths = [...new Set(stretches.map(({ clients }) => clients))];
  const subjects: readonly Subject[] = ['floor', 'floor without effect and job', 'http'];
  const row = (subject: Subject, clients: number): string => {
    const runs = stretches.filter((each) => each.subject === subject && each.clients === clients);
    const { median, least, most } = spreadOf(runs.map(({ perSecond }) => perSecond));
    const latenciesMs = runs.flatMap((each) => each.latenciesMs);
    return `| ${rowNames[subject]} | ${clients} | ${median.toFixed(0)} | ${least.toFixed(0)} to ${most.toFixed(0)} | ${quantile(latenciesMs, 0.5).toFixed(1)} ms | ${quantile(latenciesMs, 0.99).toFixed(1)} ms |`;
  };
  const shareOf = (subject: Subject): string => {
    const runs = stretches.filter((each) => each.subject === subject && each.clients === ratioClients);
    const median = (who: keyof ProcessorMs) => {
      const values = runs.flatMap(({ processorMs }) => processorMs[who] ?? []);
      return values.length === 0 ? 'not told' : `${spreadOf(values).median.toFixed(2)} ms`;
    };
    return `PostgreSQL ${median('postgres')}, ${subject === 'http' ? `the API ${median('api')}, ` : ''}the load generator ${median('load')}`;
  };
  return [
    '# What a decision costs',
    '',
    `Written by \`${head.command}\` on ${head.date}: one machine (${head.machine}, ${head.processors} processors, load average ${head.loadBefore.toFixed(1)} before it began), one PostgreSQL with fsync on, ${head.runs} runs after a warm-up, floor and product in turn.`,
    '',
    'The **floor** writes the rows of one decision by the least SQL: one prepared statement, one transaction, one round trip, by a plain loop, into copies of the same tables with all constraints and indexes and without row security. **Over HTTP** the same rows come from `POST /v1/tasks/{taskId}/decisions`, each on a request of its own that was submitted and looked at beforehand, with sign-in, permissions, row security, both digests, idempotency key, audit, usage and enqueue on. The load generator is a process of its own. No worker runs meanwhile: effects are enqueued and wait.',
    '',
    '| | clients | per second, median | spread | p50 | p99 |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...widths.flatMap((clients) => subjects.map((subject) => row(subject, clients))),
    '',
    `ratio ${ratioOf(result).toFixed(2)}`,
    '',
    `That is decisions per second over HTTP by those of the floor that writes the same rows, at ${ratioClients} clients. Against the floor without the effect and its job it is ${ratioOf(result, 'floor without effect and job').toFixed(2)}.`,
    '',
    `Processor time of one at ${ratioClients} clients, by who took it. Floor: ${shareOf('floor')}. Over HTTP: ${shareOf('http')}.`,
    '',
    `At a steady ${head.steady.perSecond} decisions per second (${head.steady.count} of them, each timed from the moment it was due, whether or not those before were done): p50 ${quantile(steadyLatenciesMs, 0.5).toFixed(1)} ms, p99 ${quantile(steadyLatenciesMs, 0.99).toFixed(1)} ms.`,
    '',
    ...(head.cost === null ? [] : [`One decision costs ${head.cost}, counted by the API itself, and one HTTP request: a trip opens the transaction, enters the tenant (the two count as one statement), holds the member's rights, looks the session up, claims the key, locks the run and reads it; one writes, concludes and commits.`, '']),
    ...(head.secondStartMs === null ? [] : [`\`npm start\`, the second time, shows its first page after ${(head.secondStartMs / 1000).toFixed(1)} s.`, '']),
  ].join('\n');
}
