import { Refusal } from '@countersign/contracts/platform';
import type { stopReading } from '@countersign/contracts/record-sets';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { readingViewOf } from './view-record-set.part.js';

/** A page that is being read just now is not taken any more. */
export class StopReadingService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof stopReading>) {
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const reading = await tx.recordReadings.lock(call.input.params.readingId);
      const set = reading && (await tx.recordSets.find(reading.recordSetId));
      if (!reading || !set) throw new Refusal('not_found');
      if (reading.state !== 'running') throw new Refusal('reading_over', { detail: `It is ${reading.state} already. Nothing was changed.` });
      await tx.recordReadings.end(reading.id, { state: 'stopped', at });
      if (reading.purpose === 'compare') await tx.recordFindings.forgetSaid(reading.id);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'record_set', id: set.id, label: set.name }, after: { readingId: reading.id, pages: reading.pages } });
      return readingViewOf({ ...reading, state: 'stopped', endedAt: at });
    });
  }
}
