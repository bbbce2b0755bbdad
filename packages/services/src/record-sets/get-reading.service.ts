import { Refusal } from '@countersign/contracts/platform';
import type { getReading } from '@countersign/contracts/record-sets';
import { actorOf, type Call, type House } from '../platform/index.js';
import { readingViewOf } from './view-record-set.part.js';

export class GetReadingService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof getReading>) {
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const reading = await tx.recordReadings.find(call.input.params.readingId);
      if (!reading) throw new Refusal('not_found');
      return readingViewOf(reading);
    });
  }
}
