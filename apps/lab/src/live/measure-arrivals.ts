import { setTimeout as pause } from 'node:timers/promises';
import type { StreamEnding } from '@countersign/contracts/events';
import { decideRequest } from '@countersign/contracts/tasks';
import { prepareDecisions } from '../bench/prepared-decisions.js';
import type { EventStream } from './event-stream.js';
import type { LiveCompany } from './set-up-live-company.js';

export interface Arrivals {
  readonly decisions: number;
  readonly streams: number;
  /** From the moment when the decision was sent: longer than since its commit. */
  readonly sinceSentMs: readonly number[];
  /** From the moment when the decider had the answer: shorter than since its commit. Zero where the event was first. */
  readonly sinceAnsweredMs: readonly number[];
  /** Decisions that a stream was never told of. */
  readonly missing: number;
  /** How often a stream broke off and came back. */
  readonly breaks: number;
  /** Why streams were ended that should not have been. */
  readonly endings: readonly StreamEnding[];
}

/** Between two decisions, so that they fall anywhere in a round of the listening. */
const betweenMinMs = 60;
const betweenSpreadMs = 400;
const patienceMs = 15_000;

/** Decides one request after the other, and notes when each stream is told of it. */
export async function measureArrivals({ company, approver }: LiveCompany, streams: readonly EventStream[], decisions: number, random: () => number): Promise<Arrivals> {
  const prepared = (await prepareDecisions(company, approver, decisions)).slice(0, decisions);
  // What the submitting caused is told first.
  await pause(2000);
  const sent = new Set<string>();
  const told = streams.map(() => new Map<string, number>());
  streams.forEach((stream, index) => {
    stream.onEvent = (event) => {
      if (event.event !== 'changed') return;
      const now = performance.now();
      for (const id of event.requestIds) if (sent.has(id)) told[index]?.set(id, told[index].get(id) ?? now);
    };
  });
  const done: { readonly requestId: string; readonly sentMs: number; readonly answeredMs: number }[] = [];
  for (const { requestId, taskId, body } of prepared) {
    const sentMs = performance.now();
    sent.add(requestId);
    await approver.call(decideRequest, { params: { taskId }, body });
    done.push({ requestId, sentMs, answeredMs: performance.now() });
    await pause(betweenMinMs + random() * betweenSpreadMs);
  }
  for (const endMs = performance.now() + patienceMs; performance.now() < endMs && told.some((seen) => seen.size < done.length); ) await pause(50);
  const arrivals = done.flatMap(({ requestId, sentMs, answeredMs }) => told.flatMap((seen) => {
    const atMs = seen.get(requestId);
    return atMs === undefined ? [] : [{ sinceSentMs: atMs - sentMs, sinceAnsweredMs: Math.max(0, atMs - answeredMs) }];
  }));
  return {
    decisions: done.length, streams: streams.length, missing: done.length * streams.length - arrivals.length, breaks: streams.reduce((sum, stream) => sum + stream.breaks, 0), endings: streams.flatMap(({ ending }) => (ending === null ? [] : [ending])),
    sinceSentMs: arrivals.map(({ sinceSentMs }) => sinceSentMs), sinceAnsweredMs: arrivals.map(({ sinceAnsweredMs }) => sinceAnsweredMs),
  };
}
