import { Refusal } from '@countersign/contracts/platform';
import type { EffectScreen, showEffect } from '@countersign/contracts/screens';
import { attemptsMaxOf, effectDetailsOf } from '../effects/index.js';
import { actorOf, type Call, type House } from '../platform/index.js';
import { healthOf } from './connection-words.part.js';
import { effectMeaning, effectStatement, scheduleOf } from './effect-words.part.js';
import { frameOf } from './screen-frame.part.js';

/** One effect, with everything that is known of it. */
export class ShowEffectService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showEffect>): Promise<EffectScreen> {
    const actor = actorOf(call.caller);
    return this.house.tenancy.read(actor, async (tx) => {
      const [frame, file] = await Promise.all([frameOf(tx, actor, this.house.now()), tx.effectList.find(call.input.query.effectId)]);
      if (!file) throw new Refusal('not_found');
      const overview = file.connectionId === null ? null : await tx.connectionOverviews.find(file.connectionId);
      const effect = effectDetailsOf(this.house, file, actor);
      const connection = overview && { id: overview.id, name: overview.name, pausedAt: healthOf(overview).pausedAt, closedUntil: healthOf(overview).closedUntil };
      const told = { ...effect, attemptsMax: attemptsMaxOf(this.house, file) };
      return { ...frame, data: { effect, statement: effectStatement(told), meaning: effectMeaning(effect), schedule: scheduleOf(effect, file.attemptsBefore), connection } };
    });
  }
}
