import { Refusal } from '@countersign/contracts/platform';
import type { compensateEffect } from '@countersign/contracts/effects';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { compensationViewOf, holdRun, orderCompensation } from '../requests/index.js';
import { isForCompensation } from './compensation.part.js';

/** Has undone what was carried out for a request, as it was shown. Safe to press twice: what is undone is undone no more. */
export class CompensateEffectService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof compensateEffect>) {
    const actor = actorOf(call.caller);
    const { params: { effectId }, body: { shown } } = call.input;
    const reason = call.input.body.reason.trim();
    return change(this.house, call, actor, async (tx, record, at) => {
      const known = await tx.effectList.find(effectId);
      // The request first, then its effects: so does everybody who decides about a request.
      const held = known && (await holdRun(tx, known.requestId));
      const effect = held && (await tx.effectList.find(effectId));
      if (!held || !effect) throw new Refusal('not_found');
      if (!isForCompensation(effect)) throw new Refusal('not_waiting', { detail: 'There is nothing to decide about this effect by which others would be undone. Nothing was changed.' });
      if (reason === '') throw new Refusal('reason_required', { detail: 'Say why it is undone. Nothing was changed.' });
      if (shown !== compensationViewOf(held.file, held.effects, effectId).shown) throw new Refusal('effect_changed', { detail: 'What this would do is not what you were shown. Look at it again; nothing was changed.', extensions: { state: effect.state } });
      const done = await orderCompensation({ tx, record, at, ...held }, { effectId, memberId: actor.memberId, reason });
      return { effectId, requestId: effect.requestId, ...done };
    });
  }
}
