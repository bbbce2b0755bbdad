import { Refusal } from '@countersign/contracts/platform';
import type { listRecordChoices } from '@countersign/contracts/request-types';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';

/** Shows of a set that a form names no more than tells its records apart; what else is kept of them is for who may read connections. */
export class ListRecordChoicesService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listRecordChoices>) {
    const { params: { requestTypeId }, query } = call.input;
    const { recordSetId, search = null, outsideId = null } = query;
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      if (!(await tx.requestTypes.namesRecordSet(requestTypeId, recordSetId))) throw new Refusal('not_found');
      const { items, nextCursor } = await tx.keptRecords.list(recordSetId, { search, outsideId, state: 'current', onlyCounting: true }, pageOfQuery(query));
      return { items: items.map((record) => ({ outsideId: record.outsideId, title: record.title })), nextCursor };
    });
  }
}
