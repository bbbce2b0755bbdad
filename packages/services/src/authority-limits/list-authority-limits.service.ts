import type { listAuthorityLimits } from '@countersign/contracts/authority-limits';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { authorityLimitViewOf } from './view-authority-limit.part.js';

export class ListAuthorityLimitsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listAuthorityLimits>) {
    const { holderId } = call.input.query;
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const { items, nextCursor } = await tx.authorityLimits.list(pageOfQuery(call.input.query), holderId ?? null);
      return { items: items.map(authorityLimitViewOf), nextCursor };
    });
  }
}
