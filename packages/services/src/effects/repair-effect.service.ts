import { Refusal } from '@countersign/contracts/platform';
import type { Repair, repairEffect } from '@countersign/contracts/effects';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { carryRepairOut } from './carry-repair-out.part.js';
import { isRepairable, shownDigestOf } from './repairs.part.js';

const reasons: Readonly<Record<Repair, string>> = { retry: 'Say why it is tried again.', skip: 'Say why it is left out.', mark_done: 'Say how it can be seen that it is done.' };

/** Safe to press twice: what was repaired waits for nobody any more. */
export class RepairEffectService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof repairEffect>) {
    const actor = actorOf(call.caller);
    const { params: { effectId }, body: { how, state, shown } } = call.input;
    const reason = call.input.body.reason.trim();
    return change(this.house, call, actor, async (tx, record, at) => {
      const effect = await tx.effectList.lock(effectId);
      if (!effect) throw new Refusal('not_found');
      if (!isRepairable(effect)) throw new Refusal('not_waiting', { detail: 'This effect does not wait for such a decision. Nothing was changed.' });
      if (effect.state !== state) throw new Refusal('effect_changed', { detail: `It is ${effect.state} by now. Look at it again; nothing was changed.`, extensions: { state: effect.state } });
      // Trying again accepts what the other systems say by now: only as it was seen.
      const accepts = how === 'retry' && (effect.recordDiffers || effect.connection?.isAsApproved === false);
      if (shown === undefined ? accepts : shown !== shownDigestOf(effect)) throw new Refusal('effect_changed', { detail: 'What this would do is not what you were shown. Look at it again; nothing was changed.', extensions: { state: effect.state } });
      if (reason === '') throw new Refusal('reason_required', { detail: `${reasons[how]} Nothing was changed.` });
      const canBeAsked = effect.connection !== null && (effect.connection.honoured || effect.connection.isLookedUp);
      const done = await carryRepairOut(tx, record, { ...effect, canBeAsked }, { how, reason, memberId: actor.memberId, at });
      return { effectId, ...done };
    });
  }
}
