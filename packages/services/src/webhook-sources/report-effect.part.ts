import { Refusal } from '@countersign/contracts/platform';
import type { MessageAct } from '@countersign/contracts/webhook-sources';
import type { ReportedEffect } from '@countersign/database/webhook-sources';
import { tellWaiting } from '../effects/index.js';
import type { Acted, Acting } from './acting.part.js';
import { wordAt } from './read-message.part.js';

type Report = Extract<MessageAct, { kind: 'report_effect' }>;
type Outcome = 'succeeded' | 'failed';

const keyPattern = /^eff_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const problemMax = 500;
const unreported = 'The other system says that it failed.';

/**
 * An effect of which nobody knows has succeeded or failed, as the other system says; the message is the evidence. That something was done
 * cannot be taken back by a message, and that it failed can: so two that contradict each other come to the same in either order.
 */
export async function reportEffect(acting: Acting, said: unknown, act: Report): Promise<Omit<Acted, 'type'>> {
  const effectId = keyPattern.exec(wordAt(said, act.keyPointer) ?? '')?.[1];
  if (effectId === undefined) return { state: 'done', requestId: null, note: `The message names no effect of ours at ${act.keyPointer}. Nothing was done.` };
  const word = wordAt(said, act.outcomePointer);
  const outcome = word === null ? null : act.succeeded.includes(word) ? 'succeeded' : act.failed.includes(word) ? 'failed' : null;
  const effect = await acting.tx.reportedEffects.lock(effectId);
  // It may be one whose request is just being decided: the key is told only when it is called.
  if (effect?.kind !== 'http') throw new Refusal('not_found', { detail: 'There is no call with this key.' });
  const { requestId } = effect;
  if (outcome === null) return { state: 'done', requestId, effectId, note: `The message names no outcome that is known here at ${act.outcomePointer}. Nothing was done.` };
  const note = whyNot(effect, outcome);
  if (note !== null) return { state: 'done', requestId, effectId, note };
  const problem = outcome === 'failed' ? problemOf(said, act) : null;
  await end(acting, effect, outcome, problem);
  return { state: 'done', requestId, effectId, note: null };
}

/** Why there is nothing to do. Refuses for now what is still being carried out: its turn comes. */
function whyNot({ state, isOpen }: ReportedEffect, outcome: Outcome): string | null {
  if (isOpen || (state === 'failed' && outcome === 'succeeded')) return null;
  if (state === 'wanted' || state === 'running') throw new Refusal('not_waiting', { detail: 'The call is not made yet, or is just being made. What is said of it is looked at again.' });
  if (state === 'parked') throw new Refusal('not_waiting', { detail: 'The call was set aside before it was made: a person has to look at it.' });
  return `The effect has ended already: it is ${state}. Nothing was done.`;
}

async function end({ tx, record, at, source, message }: Acting, effect: ReportedEffect, outcome: Outcome, problem: string | null): Promise<void> {
  await tx.reportedEffects.end(effect.id, { state: outcome, problem, at });
  record.act({
    action: `effect.${outcome}`,
    subject: { kind: 'request', id: effect.requestId, label: `request ${effect.requestNumber}` },
    reason: problem ?? `Source ${source.name} says so.`,
    before: { state: effect.state },
    after: { state: outcome, effectId: effect.id, step: effect.stepName, sourceId: source.id, inboundMessageId: message.id },
  });
  const next = outcome === 'succeeded' || effect.onFailure === 'continue' ? await tx.effectRuns.findNext(effect.id) : null;
  if (next !== null) record.enqueue('effects', { effectId: next });
  if (outcome === 'failed' && effect.onFailure === 'compensate') record.enqueue('compensations', { requestId: effect.requestId });
  else await tellWaiting(tx, record, effect.id, effect.requestId);
}

function problemOf(said: unknown, { problemPointer }: Report): string {
  const word = problemPointer === null ? null : wordAt(said, problemPointer);
  return word === null ? unreported : `${unreported} ${[...word].slice(0, problemMax).join('')}`;
}
