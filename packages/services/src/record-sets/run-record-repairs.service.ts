import { Record, type House } from '../platform/index.js';
import { repairFinding } from './repair-finding.part.js';

/** What a job carries: ids only. */
export interface RecordRepairsJob {
  readonly tenantId: string;
  readonly repairId: string;
}

export type RecordRepairsResult = 'done' | 'nothing_to_do';
const atOnce = 25;

/** Carries out what was decided about findings, some at a time, each some in one transaction: whoever takes the job over goes on from the rows. */
export class RunRecordRepairsService {
  constructor(private readonly house: House) {}

  /** @throws what the signal was aborted with, between two steps */
  async run(job: RecordRepairsJob, signal?: AbortSignal): Promise<RecordRepairsResult> {
    for (;;) {
      signal?.throwIfAborted();
      const result = await this.step(job);
      if (result !== 'more') return result;
    }
  }

  private step({ tenantId, repairId }: RecordRepairsJob): Promise<RecordRepairsResult | 'more'> {
    return this.house.tenancy.run({ tenantId }, async (tx) => {
      const at = this.house.now();
      const repair = await tx.recordRepairs.lock(repairId);
      if (repair?.state !== 'running') return 'nothing_to_do';
      const next = await tx.recordFindings.lockNext(repairId, atOnce);
      const outcomes: { [outcome in 'repaired' | 'changed' | 'ignored']: string[] } = { repaired: [], changed: [], ignored: [] };
      for (const finding of next) outcomes[await repairFinding(tx, repair, finding, at)].push(finding.id);
      for (const outcome of ['repaired', 'changed', 'ignored'] as const) await tx.recordFindings.settle(outcomes[outcome], outcome, at);
      if (next.length > 0) return 'more';
      await tx.recordRepairs.end(repairId, 'done', at);
      const set = await tx.recordSets.find(repair.recordSetId);
      const record = new Record({ tenantId, actor: { kind: 'job', name: 'record-repairs' }, channel: 'job', traceId: null, causeId: repair.startEntryId, at });
      record.act({ action: 'record_repairs.finished', subject: { kind: 'record_set', id: repair.recordSetId, label: set?.name ?? '' }, after: { repairId, ...repair.progress } });
      tx.conclude({ audit: record.audit, jobs: record.jobs });
      return 'done';
    });
  }
}
