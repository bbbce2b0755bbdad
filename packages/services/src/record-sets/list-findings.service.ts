import type { listFindings } from '@countersign/contracts/record-sets';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { findingViewOf, getComparison } from './view-finding.part.js';

export class ListFindingsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listFindings>) {
    const { params: { readingId }, query } = call.input;
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const [, { items, nextCursor }] = await Promise.all([getComparison(tx, readingId), tx.recordFindings.list(readingId, query.kind ?? null, pageOfQuery(query))]);
      return { items: items.map(findingViewOf), nextCursor };
    });
  }
}
