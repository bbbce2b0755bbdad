import { setTimeout as pause } from 'node:timers/promises';
import { quantile } from '../bench/measure.js';
import { countingSettings } from '../bench/count-buffers.js';
import { startOwnStack } from '../platform/own-stack.js';
import { EventStream } from './event-stream.js';
import { measureArrivals, type Arrivals } from './measure-arrivals.js';
import { measureIdle, type Idle } from './measure-listening.js';
import { measureShutOut, shutOuts, type ShutOutTimes } from './measure-shut-out.js';
import { setUpLiveCompany } from './set-up-live-company.js';

export interface LivePlan {
  readonly streams: number;
  readonly decisions: number;
  /** People shut out in each way. */
  readonly shutOuts: number;
  readonly idleSeconds: number;
  /** How long nothing happens before that: what signing people up left to be written is written. */
  readonly settleSeconds: number;
}

export interface LiveResult {
  readonly idleWithout: Idle;
  readonly idleWith: Idle;
  readonly arrivals: Arrivals;
  readonly shutOut: readonly ShutOutTimes[];
  /** Measured while the other process stands still for longer than it may take: must be seen to be too late. */
  readonly planted: ShutOutTimes;
}

export const withinMs = 1000;
/** The listening of a process is one for all streams together: two questions, two and a half times a second. */
const statementsPerSecondMax = 6;
const stillMs = 1500;

export async function runLive(repository: string, plan: LivePlan, random: () => number, say: (line: string) => void): Promise<LiveResult> {
  const stack = await startOwnStack({ repository, allowedWebhookHosts: [], environment: process.env, say: () => undefined, apps: ['api'], apiProcesses: 2, databaseSettings: countingSettings });
  const [here, there] = stack.apis;
  if (here === undefined || there === undefined) throw new Error('Two processes of the API should run.');
  try {
    const live = await setUpLiveCompany(here.baseUrl, Math.max(plan.streams, plan.shutOuts * shutOuts.length + 1));
    say(`${live.watchers.length} people are in.`);
    await pause(plan.settleSeconds * 1000);
    const idleWithout = await measureIdle(stack.adminUrl, there.pid, plan.idleSeconds);
    const streams: EventStream[] = [];
    for (const person of live.watchers.slice(0, plan.streams)) streams.push(await EventStream.open(there.baseUrl, person));
    await pause(plan.settleSeconds * 1000);
    const idleWith = await measureIdle(stack.adminUrl, there.pid, plan.idleSeconds);
    say(`With ${streams.length} streams: ${idleWith.statementsPerSecond.toFixed(1)} statements a second.`);
    const arrivals = await measureArrivals(live, streams, plan.decisions, random);
    say(`${arrivals.sinceSentMs.length} events arrived, ${arrivals.missing} did not; streams broke off ${arrivals.breaks} times, ${arrivals.endings.length} were ended.`);
    for (const stream of streams) stream.leave();
    const between = { here: here.baseUrl, there: there.baseUrl };
    const people = [...live.watchers];
    const shutOut: ShutOutTimes[] = [];
    for (const way of shutOuts) {
      shutOut.push(await measureShutOut(way, live, people.splice(0, plan.shutOuts), { ...between, around: (takeAway) => takeAway() }));
      say(`${way}: tried ${plan.shutOuts} times.`);
    }
    const planted = await measureShutOut('session ended', live, people.splice(0, 1), { ...between, around: (takeAway) => standingStill(there.pid, takeAway) });
    return { idleWithout, idleWith, arrivals, shutOut, planted };
  } finally {
    await stack.stop();
  }
}

/** The planted fault: a process that does not look for a while. */
async function standingStill(pid: number, takeAway: () => Promise<unknown>): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  setTimeout(() => process.kill(pid, 'SIGCONT'), stillMs);
  await takeAway();
}

/** What is not as it should be, in words. */
export const liveFaults = (result: LiveResult): string[] => [...missingEvents(result), ...lateEvents(result)];

/** What never came, however long one waits: nothing that a busy machine explains. */
export function missingEvents({ arrivals, planted }: LiveResult): string[] {
  const faults: string[] = [];
  if (arrivals.sinceSentMs.length === 0) faults.push('no event arrived');
  if (arrivals.missing > 0) faults.push(`${arrivals.missing} events never arrived`);
  if (arrivals.endings.length > 0) faults.push(`${arrivals.endings.length} streams were ended: ${[...new Set(arrivals.endings)].join(', ')}`);
  if (tooLate(planted).length === 0) faults.push('planted: a process that stood still was not seen to be late');
  return faults;
}

function lateEvents({ idleWith, arrivals, shutOut }: LiveResult): string[] {
  const faults: string[] = [];
  const p99 = quantile(arrivals.sinceSentMs, 0.99);
  if (p99 > withinMs) faults.push(`an event of a hundred takes ${p99.toFixed(0)} ms or more`);
  if (idleWith.statementsPerSecond > statementsPerSecondMax) faults.push(`listening costs ${idleWith.statementsPerSecond.toFixed(1)} statements a second`);
  return [...faults, ...shutOut.flatMap(tooLate)];
}

export function tooLate({ way, refusedMs, endedMs }: ShutOutTimes): string[] {
  const over = ([what, times]: readonly [string, readonly number[]]) => {
    const worst = Math.max(...times);
    return worst <= withinMs ? [] : [`${way}: the other process ${what} after ${worst.toFixed(0)} ms`];
  };
  return ([['refused', refusedMs], ['ended the stream', endedMs]] as const).flatMap(over);
}
