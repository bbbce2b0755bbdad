import { Refusal } from '@countersign/contracts/platform';
import type { stopRecordRepairs } from '@countersign/contracts/record-sets';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { recordRepairViewOf } from './view-finding.part.js';

/** What is repaired just now stays repaired; what waits is open again. */
export class StopRecordRepairsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof stopRecordRepairs>) {
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const repair = await tx.recordRepairs.lock(call.input.params.repairId);
      const set = repair && (await tx.recordSets.find(repair.recordSetId));
      if (!repair || !set) throw new Refusal('not_found');
      if (repair.state !== 'running') throw new Refusal('repair_over', { detail: `It is ${repair.state} already. Nothing was changed.` });
      await tx.recordFindings.release(repair.id);
      await tx.recordRepairs.end(repair.id, 'stopped', at);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'record_set', id: set.id, label: set.name }, after: { repairId: repair.id, ...repair.progress } });
      return recordRepairViewOf({ ...repair, state: 'stopped', endedAt: at, progress: { ...repair.progress, waiting: 0 } });
    });
  }
}
