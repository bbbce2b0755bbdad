import { quantile } from '../bench/measure.js';
import { withinMs, type LiveResult } from './run-live.js';

export interface LiveHead {
  readonly command: string;
  readonly date: string;
  readonly machine: string;
  readonly processors: number;
  readonly loadBefore: number;
  readonly faults: readonly string[];
}

/** What was measured as Markdown. */
export function renderLive({ idleWithout, idleWith, arrivals, shutOut, planted }: LiveResult, head: LiveHead): string {
  const ms = (values: readonly number[], share: number) => `${quantile(values, share).toFixed(0)} ms`;
  const row = (what: string, values: readonly number[]) => `| ${what} | ${values.length} | ${ms(values, 0.5)} | ${ms(values, 0.99)} | ${ms(values, 1)} |`;
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const perStream = (idleWith.residentBytes - idleWithout.residentBytes) / arrivals.streams;
  return [
    '# Live updates, and who is shut out',
    '',
    `Written by \`${head.command}\` on ${head.date}: two processes of the API and PostgreSQL on one machine (${head.machine}, ${head.processors} processors, load ${head.loadBefore.toFixed(1)} before), the measuring client on the same one.`,
    '',
    '## How soon a decision is seen',
    '',
    `${arrivals.streams} streams of \`/v1/events\` are open in one process, each of a person of their own who may see every request; the other process takes ${arrivals.decisions} decisions, one after the other at uneven intervals. The commit lies between sending and answer, so the time from the commit to the event lies between the two lines. ${arrivals.missing === 0 ? 'Every stream was told of every decision.' : `**${arrivals.missing} events never arrived.**`} Streams broke off, and came back as a browser does, ${arrivals.breaks} times.`,
    '',
    '| from | events | p50 | p99 | longest |',
    '| --- | ---: | ---: | ---: | ---: |',
    row('the decision sent', arrivals.sinceSentMs),
    row('the decider answered', arrivals.sinceAnsweredMs),
    '',
    '## What listening costs while nothing happens',
    '',
    '| one process, with | statements a second | share of a processor | resident memory |',
    '| --- | ---: | ---: | ---: |',
    ...([['no stream', idleWithout], [`${arrivals.streams} streams`, idleWith]] as const).map(([what, idle]) => `| ${what} | ${idle.statementsPerSecond.toFixed(1)} | ${(idle.processorShare * 100).toFixed(1)} % | ${megabytes(idle.residentBytes)} |`),
    '',
    `The statements are those of both processes together; a stream adds none of its own. Memory per stream: ${(perStream / 1000).toFixed(0)} kB, the difference divided.`,
    '',
    '## How soon somebody is shut out',
    '',
    `Access is taken away in one process; the person uses the other one and has a stream open there. From the first one’s answer on; at most ${withinMs} ms.`,
    '',
    '| taken away | times | the other process refuses: p50 | longest | it ends the stream: p50 | longest |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...[...shutOut, { ...planted, way: `planted: ${planted.way}, the other process stands still` }].map(({ way, refusedMs, endedMs }) => `| ${way} | ${refusedMs.length} | ${ms(refusedMs, 0.5)} | ${ms(refusedMs, 1)} | ${ms(endedMs, 0.5)} | ${ms(endedMs, 1)} |`),
    '',
    ...(head.faults.length === 0 ? ['All of it is as it should be; the planted fault was seen.'] : ['Not as it should be:', '', ...head.faults.map((fault) => `- ${fault}`)]),
    '',
  ].join('\n');
}
