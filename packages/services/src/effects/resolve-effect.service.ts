import { Refusal } from '@countersign/contracts/platform';
import type { resolveEffect } from '@countersign/contracts/effects';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { tellWaiting } from './go-on-after.part.js';

/** Records that a person undid what no machine could, or what one failed to; whatever waited for it goes on. Safe to repeat: what is resolved waits no more. */
export class ResolveEffectService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof resolveEffect>) {
    const actor = actorOf(call.caller);
    const { effectId } = call.input.params;
    const resolution = call.input.body.evidence.trim();
    return change(this.house, call, actor, async (tx, record, at) => {
      const effect = await tx.effects.lockToResolve(effectId);
      if (!effect) throw new Refusal('not_found');
      const waits = effect.undoesId !== null && (effect.state === 'parked' || effect.state === 'failed');
      if (!waits) throw new Refusal('not_waiting', { detail: 'This effect does not wait for a person. Nothing was recorded.' });
      if (resolution === '') throw new Refusal('reason_required', { detail: 'Say how it can be seen that it is undone. Nothing was recorded.' });
      await tx.effects.resolve(effectId, { memberId: actor.memberId, resolution, at });
      const receipt = record.act({
        action: call.operation.auditAction ?? '',
        subject: { kind: 'request', id: effect.requestId, label: `request ${effect.requestNumber}` },
        reason: resolution,
        before: { state: effect.state },
        after: { state: 'resolved', effectId, step: effect.stepName },
        causeId: effect.causeId,
      });
      const next = await tx.effectRuns.findNext(effectId);
      if (next !== null) record.enqueue('effects', { effectId: next });
      await tellWaiting(tx, record, effectId, effect.requestId);
      return { effectId, requestId: effect.requestId, receipt };
    });
  }
}
