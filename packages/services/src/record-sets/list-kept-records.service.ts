import { Refusal } from '@countersign/contracts/platform';
import type { listKeptRecords } from '@countersign/contracts/record-sets';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { keptRecordViewOf } from './view-record-set.part.js';

export class ListKeptRecordsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listKeptRecords>) {
    const { params: { recordSetId }, query } = call.input;
    const { search = null, state = null, outsideId = null } = query;
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const [set, { items, nextCursor }] = await Promise.all([tx.recordSets.find(recordSetId), tx.keptRecords.list(recordSetId, { search, state, outsideId }, pageOfQuery(query))]);
      if (!set) throw new Refusal('not_found');
      return { items: items.map(keptRecordViewOf), nextCursor };
    });
  }
}
