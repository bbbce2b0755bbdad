import { Record, type House } from '../platform/index.js';
import { beginReading } from './begin-reading.part.js';
import { nextReadingOf } from './view-record-set.part.js';

const atOnceMax = 100;

/** Begins the readings whose turn has come. Of two rounds at once, and of a round beside somebody who asks, one begins it: the set is held meanwhile. */
export class StartDueReadingsService {
  constructor(private readonly house: House) {}

  /** Says how many were begun. */
  async run(): Promise<number> {
    let begun = 0;
    for await (const tenantId of this.house.entry.everyTenant()) {
      const due = await this.house.tenancy.run({ tenantId }, (tx) => tx.recordSets.listDue(this.house.now(), atOnceMax));
      for (const id of due) if (await this.begin(tenantId, id)) begun += 1;
    }
    return begun;
  }

  private begin(tenantId: string, id: string): Promise<boolean> {
    return this.house.tenancy.run({ tenantId }, async (tx) => {
      const at = this.house.now();
      const set = await tx.recordSets.lock(id);
      const next = set && nextReadingOf(set.settings, at);
      if (!set || !next || set.nextReadingAt === null || set.nextReadingAt > at) return false;
      await tx.recordSets.setNextReading(id, next);
      // It is being read already: that will do for this turn.
      if (await tx.recordReadings.isRunning(id)) return false;
      const record = new Record({ tenantId, actor: { kind: 'job', name: 'record-readings' }, channel: 'job', traceId: null, causeId: null, at });
      await beginReading(tx, record, { set, purpose: 'keep', action: 'record_reading.started', startedBy: null, at });
      tx.conclude({ audit: record.audit, jobs: record.jobs });
      return true;
    });
  }
}
