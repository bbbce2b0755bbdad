import { Refusal } from '@countersign/contracts/platform';
import type { getEffect } from '@countersign/contracts/effects';
import { actorOf, type Call, type House } from '../platform/index.js';
import { detailsOf } from './view-effect.part.js';

export class GetEffectService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof getEffect>) {
    const actor = actorOf(call.caller);
    return this.house.tenancy.read(actor, async (tx) => {
      const file = await tx.effectList.find(call.input.params.effectId);
      if (!file) throw new Refusal('not_found');
      return detailsOf(this.house, file, actor);
    });
  }
}
