import type { EffectToResolve } from '@countersign/database/effects';
import type { Tx } from '@countersign/database/platform';
import { Refusal } from '@countersign/contracts/platform';
import type { resolveEffect } from '@countersign/contracts/effects';
import { actorOf, change, type Actor, type Call, type House, type Record } from '../platform/index.js';
import { isAsked, refuseUnlessAnswerable } from './answer-ask.part.js';
import { tellWaiting } from './go-on-after.part.js';
import { tellOfStop } from './tell-of-stop.part.js';

/**
 * Records that a person did what they were asked to, or could not; or undid what no machine could, or what one failed to. Whatever waited for
 * it goes on, as it would after a machine. Safe to repeat: what is answered waits no more, and whoever comes second is told of the first.
 */
export class ResolveEffectService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof resolveEffect>) {
    const actor = actorOf(call.caller);
    const { effectId } = call.input.params;
    const { outcome = 'done' } = call.input.body;
    const said = call.input.body.evidence.trim();
    return change(this.house, call, actor, async (tx, record, at) => {
      const effect = await tx.effects.lockToResolve(effectId);
      if (!effect) throw new Refusal('not_found');
      await refuseUnlessAnswerable(tx, actor, effect);
      const isDone = outcome === 'done';
      if (!isDone && !isAsked(effect)) throw new Refusal('not_waiting', { detail: 'That something could not be done can be said of what somebody was asked to do. Nothing was recorded.' });
      if (said === '') throw new Refusal('reason_required', { detail: isDone ? 'Say how it can be seen that it is done. Nothing was recorded.' : 'Say why it could not be done. Nothing was recorded.' });
      if (isDone) await tx.effects.resolve(effectId, { memberId: actor.memberId, resolution: said, at });
      else await tx.effects.fail(effectId, notDoneText(actor, said), at);
      const state = isDone ? ('resolved' as const) : ('failed' as const);
      const receipt = record.act({
        action: call.operation.auditAction ?? '',
        subject: { kind: 'request', id: effect.requestId, label: `request ${effect.requestNumber}` },
        reason: said,
        before: { state: effect.state },
        after: { state, effectId, step: effect.stepName },
        causeId: effect.causeId,
      });
      if (!isDone && effect.onFailure !== 'compensate') await tellOfStop(tx, record, effect, receipt);
      await goOn(tx, record, effect, isDone);
      return { effectId, requestId: effect.requestId, state, receipt };
    });
  }
}

const notDoneText = ({ name }: Actor, why: string) => `${name} says that it could not be done: ${why}`;

async function goOn(tx: Tx, record: Record, { id, requestId, onFailure }: EffectToResolve, isDone: boolean): Promise<void> {
  const next = isDone || onFailure === 'continue' ? await tx.effectRuns.findNext(id) : null;
  if (next !== null) record.enqueue('effects', { effectId: next });
  if (!isDone && onFailure === 'compensate') record.enqueue('compensations', { requestId });
  else await tellWaiting(tx, record, id, requestId);
}
