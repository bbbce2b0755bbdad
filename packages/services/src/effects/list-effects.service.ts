import type { listEffects } from '@countersign/contracts/effects';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { rowViewOf } from './view-effect.part.js';

export class ListEffectsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listEffects>) {
    const { query } = call.input;
    const actor = actorOf(call.caller);
    return this.house.tenancy.read(actor, async (tx) => {
      const { items, nextCursor } = await tx.effectList.list({ group: query.group ?? null, connectionId: query.connectionId ?? null }, pageOfQuery(query));
      return { items: items.map((row) => rowViewOf(row, actor)), nextCursor };
    });
  }
}
