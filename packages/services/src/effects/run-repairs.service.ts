import { Record, type House } from '../platform/index.js';
import type { Repair } from '@countersign/contracts/effects';
import type { RepairRow } from '@countersign/database/effects';
import type { Tx } from '@countersign/database/platform';
import { holdRun, orderCompensation } from '../requests/index.js';
import { carryRepairOut } from './carry-repair-out.part.js';

/** What a job carries: ids only. */
export interface RepairsJob {
  readonly tenantId: string;
  readonly repairId: string;
}

export type RepairsResult = 'done' | 'nothing_to_do';
const atOnce = 25;

/** Carries out what was decided about many effects, some at a time, each some in one transaction: whoever takes the job over goes on from the rows. */
export class RunRepairsService {
  constructor(private readonly house: House) {}

  /** @throws what the signal was aborted with, between two steps */
  async run(job: RepairsJob, signal?: AbortSignal): Promise<RepairsResult> {
    for (;;) {
      signal?.throwIfAborted();
      const result = await this.step(job);
      if (result !== 'more') return result;
    }
  }

  private step({ tenantId, repairId }: RepairsJob): Promise<RepairsResult | 'more'> {
    const at = this.house.now();
    return this.house.tenancy.run({ tenantId }, async (tx) => {
      const row = await tx.effectRepairs.lock(repairId);
      if (row?.state !== 'running') return 'nothing_to_do';
      const record = new Record({ tenantId, actor: { kind: 'job', name: 'effect-repairs' }, channel: 'job', traceId: null, causeId: row.startEntryId, at });
      if (row.undoes) return this.undoNext(tx, record, at, row);
      const next = await tx.effectRepairs.lockNext(repairId, atOnce);
      const [repaired, changed]: [string[], string[]] = [[], []];
      for (const effect of next) {
        // Whoever decided about it meanwhile, or whatever answered late, has settled it.
        // What has become one that nobody should try again unseen is left for somebody to see.
        if (effect.state !== row.ofState || (row.how === 'retry' && effect.isAlone)) changed.push(effect.id);
        else {
          await carryRepairOut(tx, record, effect, { how: row.how as Repair, reason: row.reason, memberId: row.startedBy, at, repairId });
          repaired.push(effect.id);
        }
      }
      tx.effectRepairs.setOutcome(repairId, repaired, 'repaired');
      tx.effectRepairs.setOutcome(repairId, changed, 'changed');
      if (next.length === 0) this.finish(tx, record, at, row);
      tx.conclude({ audit: record.audit, jobs: record.jobs });
      return next.length === 0 ? 'done' : 'more';
    });
  }

  /** One request at a time: it is held first, then its effects, as everybody does who decides about it. */
  private async undoNext(tx: Tx, record: Record, at: Date, row: RepairRow): Promise<RepairsResult | 'more'> {
    const next = await tx.effectRepairs.findNext(row.id);
    if (next === null) this.finish(tx, record, at, row);
    else tx.effectRepairs.setOutcome(row.id, [next.id], (await this.undo(tx, record, at, row, next)) ? 'repaired' : 'changed');
    tx.conclude({ audit: record.audit, jobs: record.jobs, told: record.told });
    return next === null ? 'done' : 'more';
  }

  /** False where it is in another state by now, may have been carried out, or its request is undone already. */
  private async undo(tx: Tx, record: Record, at: Date, { id: repairId, ofState, startedBy, reason }: RepairRow, { id: effectId, requestId }: { readonly id: string; readonly requestId: string }): Promise<boolean> {
    const held = await holdRun(tx, requestId);
    const effect = held?.effects.find((candidate) => candidate.id === effectId);
    if (!held || effect?.state !== ofState || effect.inDoubt || held.file.run.state.compensation !== undefined || !held.file.run.state.effectStepIds.includes(effect.stepId)) return false;
    await orderCompensation({ tx, record, at, ...held }, { effectId, memberId: startedBy, reason, repairId });
    return true;
  }

  private finish(tx: Tx, record: Record, at: Date, { id, progress }: RepairRow): void {
    tx.effectRepairs.end(id, 'done', at);
    record.act({ action: 'effect.repairs_finished', subject: { kind: 'effect_repairs', id, label: 'effects' }, after: { ...progress } });
  }
}
