import { Refusal } from '@countersign/contracts/platform';
import type { stopRepairs } from '@countersign/contracts/effects';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { repairsViewOf } from './view-repairs.part.js';

/** What is decided just now stays decided; nothing more is begun. */
export class StopRepairsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof stopRepairs>) {
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const row = await tx.effectRepairs.lock(call.input.params.repairId);
      if (!row) throw new Refusal('not_found');
      if (row.state !== 'running') throw new Refusal('repair_over', { detail: `It is ${row.state} already. Nothing was changed.` });
      tx.effectRepairs.end(row.id, 'stopped', at);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'effect_repairs', id: row.id, label: 'effects' }, after: { ...row.progress } });
      return repairsViewOf({ ...row, state: 'stopped', endedAt: at });
    });
  }
}
