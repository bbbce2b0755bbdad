import type { Tx } from '@countersign/database/platform';
import type { HeldReading } from '@countersign/database/record-sets';
import { setTimeout as delay } from 'node:timers/promises';
import { Record, scheduledWaitMs, type House } from '../platform/index.js';
import { askForPage, type AskedPage } from './ask-for-page.part.js';
import type { Page } from './read-page.part.js';
import { takeUpdates } from './take-updates.part.js';
import { comparePage, compareWhole } from './compare-page.part.js';

/** What a job carries: ids only. */
export interface ReadingJob {
  readonly tenantId: string;
  readonly readingId: string;
}

export type ReadingResult = 'done' | 'failed' | 'later' | 'nothing_to_do';
type Step = ReadingResult | 'more';

/** A call that comes this much too early is waited for here; what has to wait longer comes back as a job. */
const waitHereMs = 2_000;
const pagesMax = 20_000;
const comesRound = 'The page leads back to one that was read already: the pages go round in a circle, and the list has no end.';
const probeMs = 30_000;
const slackMs = 50;

/**
 * Reads a record set, page after page: each is asked for outside any transaction, and taken in one that also notes the next one. Who takes the
 * job over goes on there; two at once ask for the same page, and one of them takes it.
 */
export class RunReadingService {
  constructor(private readonly house: House) {}

  /** @throws what the signal was aborted with, between two pages */
  async run(job: ReadingJob, signal?: AbortSignal): Promise<ReadingResult> {
    for (;;) {
      signal?.throwIfAborted();
      const result = await this.step(job);
      if (result !== 'more') return result;
    }
  }

  private async step(job: ReadingJob): Promise<Step> {
    const begun = await this.begin(job);
    if (typeof begun === 'string') return begun;
    if (typeof begun === 'number') return delay(begun, 'more' as const);
    const at = this.house.now();
    return this.settle(job, begun, await askForPage(this.house, job.tenantId, begun, at), at);
  }

  /** What is read next; or how long to wait before it may be asked for. */
  private begin(job: ReadingJob): Promise<HeldReading | number | Exclude<Step, 'more'>> {
    return this.house.tenancy.run(job, async (tx) => {
      const held = await tx.recordReadings.lockWithPlace(job.readingId);
      if (held?.reading.state !== 'running') return 'nothing_to_do';
      const { reading, set, connection } = held;
      // The pages that are left would be read by other rules than those before.
      if (set.revision !== reading.setRevision) return this.fail(tx, job, held, 'The record set was changed meanwhile. Read it anew.');
      if (reading.pages >= pagesMax) return this.fail(tx, job, held, `It has more than ${pagesMax} pages: ask for larger ones.`);
      const gate = await tx.connectionGates.pass(connection.id, { perSecond: connection.settings.limits.perSecond, probeMs });
      if (gate.open) return held;
      if (gate.forMs <= waitHereMs) return gate.forMs;
      tx.conclude({ audit: [], jobs: [{ queue: 'record-readings', data: { readingId: job.readingId }, delayMs: gate.forMs + slackMs }] });
      return 'later';
    });
  }

  private settle(job: ReadingJob, asked: HeldReading, answer: AskedPage, at: Date): Promise<Step> {
    return this.house.tenancy.run(job, async (tx) => {
      const held = await tx.recordReadings.lockWithPlace(job.readingId);
      await noteHealth(tx, asked.connection.id, answer.health);
      // Somebody has stopped it, or another worker has taken this page.
      if (held?.reading.state !== 'running' || held.reading.pages !== asked.reading.pages) return held?.reading.state === 'running' ? 'more' : 'nothing_to_do';
      if (answer.kind === 'page') return this.take(tx, job, held, answer.page, at);
      const { attemptsMax } = held.connection.settings.limits;
      if (answer.kind === 'final' || held.reading.attempts + 1 >= attemptsMax) return this.fail(tx, job, held, answer.problem);
      await tx.recordReadings.noteFailure(job.readingId, held.reading.pages, answer.problem);
      tx.conclude({ audit: [], jobs: [{ queue: 'record-readings', data: { readingId: job.readingId }, delayMs: this.waitAfter(held.reading.attempts) }] });
      return 'later';
    });
  }

  private async take(tx: Tx, job: ReadingJob, held: HeldReading, page: Page, at: Date): Promise<Step> {
    const { reading, set } = held;
    const compares = reading.purpose === 'compare';
    const full = await this.fullText(tx, held, page);
    if (full !== null) return this.fail(tx, job, held, full);
    const taken = compares ? await comparePage(tx, reading, set, page.updates) : await takeUpdates(tx, set.id, page.updates, { via: 'reading', viaId: reading.id, at });
    if (!compares) await tx.keptRecords.markSeen(set.id, page.updates.map(({ outsideId }) => outsideId), { at, readingId: reading.id });
    const counts = { ...taken, seen: page.updates.length + page.unreadable, unreadable: page.unreadable };
    await tx.recordReadings.advance(reading.id, reading.pages, { nextPath: page.nextPath ?? reading.nextPath ?? '', counts, problem: reading.problem === null ? page.problem : null });
    if (page.nextPath !== null) return page.nextPath === reading.markedPath ? this.fail(tx, job, { ...held, reading: { ...reading, pages: reading.pages + 1 } }, comesRound) : 'more';
    const notSeen = compares ? await compareWhole(tx, reading, set) : await tx.keptRecords.countNotSeen(set.id, reading.id, reading.startedAt);
    if (compares) await tx.recordFindings.forgetSaid(reading.id);
    await tx.recordReadings.end(reading.id, { state: 'done', at, notSeen });
    const record = this.recordOf(job, held, at);
    const told = { readingId: reading.id, pages: reading.pages + 1, seen: reading.seen + counts.seen, added: reading.added + counts.added, changed: reading.changed + counts.changed, notSeen };
    record.act({ action: compares ? 'reconciliation.finished' : 'record_reading.finished', subject: { kind: 'record_set', id: set.id, label: set.name }, after: told });
    tx.conclude({ audit: record.audit, jobs: record.jobs });
    return 'done';
  }

  /** Why nothing of a page is taken; null where there is room for all of it. What is compared is noted while it is read, and has the same limit. */
  private async fullText(tx: Tx, { reading, set }: HeldReading, { updates, unreadable }: Page): Promise<string | null> {
    const { perSetMax } = this.house.settings.records;
    if (reading.purpose === 'compare') return reading.seen + updates.length + unreadable <= perSetMax ? null : `Stopped at the limit of ${perSetMax} records: the list has more than are kept of one set. What was found until then stands here.`;
    if (await tx.keptRecords.hasRoomFor(set.id, updates.map(({ outsideId }) => outsideId), perSetMax)) return null;
    return `Stopped at the limit of ${perSetMax} records that are kept of one set, those that are gone there too. What was read before this page is kept, and nothing of this page. Keep fewer, by a path that lists fewer, or ask the operator for more.`;
  }

  private async fail(tx: Tx, job: ReadingJob, held: HeldReading, problem: string): Promise<'failed'> {
    const at = this.house.now();
    await tx.recordReadings.end(job.readingId, { state: 'failed', at, problem });
    if (held.reading.purpose === 'compare') await tx.recordFindings.forgetSaid(job.readingId);
    const record = this.recordOf(job, held, at);
    record.act({ action: 'record_reading.failed', subject: { kind: 'record_set', id: held.set.id, label: held.set.name }, reason: problem, after: { readingId: job.readingId, pages: held.reading.pages } });
    tx.conclude({ audit: record.audit, jobs: record.jobs });
    return 'failed';
  }

  private recordOf({ tenantId }: ReadingJob, { reading }: HeldReading, at: Date): Record {
    return new Record({ tenantId, actor: { kind: 'job', name: 'record-readings' }, channel: 'job', traceId: null, causeId: reading.startEntryId, at });
  }

  private waitAfter(attempts: number): number {
    return scheduledWaitMs(attempts + 1, this.house.settings.delivery.retryDelaysMs) + slackMs;
  }
}

async function noteHealth(tx: Tx, connectionId: string, health: AskedPage['health']): Promise<void> {
  if (health === 'fails') await tx.connectionGates.fail(connectionId);
  else if (health === 'answers') await tx.connectionGates.heal(connectionId);
  else if (health !== null) await tx.connectionGates.close(connectionId, health.closedForMs);
}
