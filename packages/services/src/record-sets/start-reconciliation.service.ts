import { Refusal } from '@countersign/contracts/platform';
import type { startReconciliation } from '@countersign/contracts/record-sets';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { beginReading } from './begin-reading.part.js';
import { readingViewOf } from './view-record-set.part.js';

export class StartReconciliationService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof startReconciliation>) {
    const { recordSetId } = call.input.params;
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record, at) => {
      const set = await tx.recordSets.lock(recordSetId);
      if (!set) throw new Refusal('not_found');
      if (await tx.recordReadings.isRunning(recordSetId)) throw new Refusal('reading_under_way', { detail: 'Wait until it is over, or stop it. Nothing else was begun.' });
      const id = await beginReading(tx, record, { set, purpose: 'compare', action: call.operation.auditAction ?? '', startedBy: actor.memberId, at });
      const reading = await tx.recordReadings.find(id);
      if (!reading) throw new Error('a reading that was just begun is there');
      return readingViewOf(reading);
    });
  }
}
