import { Refusal } from '@countersign/contracts/platform';
import type { previewCompensation } from '@countersign/contracts/effects';
import { actorOf, type Call, type House } from '../platform/index.js';
import { compensationViewOf } from '../requests/index.js';
import { isForCompensation } from './compensation.part.js';

/** Shows what having it undone would do. Nothing is recorded. */
export class PreviewCompensationService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof previewCompensation>) {
    const { effectId } = call.input.params;
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const effect = await tx.effectList.find(effectId);
      if (!effect) throw new Refusal('not_found');
      if (!isForCompensation(effect)) throw new Refusal('not_waiting', { detail: 'There is nothing to decide about this effect by which others would be undone.' });
      const [file, effects] = await Promise.all([tx.requests.find(effect.requestId), tx.compensations.findEffects(effect.requestId)]);
      if (!file) throw new Refusal('not_found');
      return compensationViewOf(file, effects, effectId);
    });
  }
}
