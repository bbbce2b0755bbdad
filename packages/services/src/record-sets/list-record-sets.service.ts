import type { listRecordSets } from '@countersign/contracts/record-sets';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { recordSetViewOf } from './view-record-set.part.js';

export class ListRecordSetsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listRecordSets>) {
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const { items, nextCursor } = await tx.recordSets.list(pageOfQuery(call.input.query));
      return { items: items.map(recordSetViewOf), nextCursor };
    });
  }
}
