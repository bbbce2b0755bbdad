import type { listApiKeys } from '@countersign/contracts/api-keys';
import { actorOf, pageOfQuery, permissionDenied, type Call, type House } from '../platform/index.js';
import { apiKeyViewOf, keysOfOthers, seesEverybodysKeys } from './view-api-key.part.js';

export class ListApiKeysService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listApiKeys>) {
    const actor = actorOf(call.caller);
    const { of = 'me', ...query } = call.input.query;
    if (of === 'everybody' && !seesEverybodysKeys(actor)) throw permissionDenied(keysOfOthers);
    return this.house.tenancy.read(actor, async (tx) => {
      const { items, nextCursor } = await tx.apiKeys.list(of === 'me' ? actor.memberId : null, pageOfQuery(query));
      return { items: items.map((row) => apiKeyViewOf(row, actor, this.house.now())), nextCursor };
    });
  }
}
