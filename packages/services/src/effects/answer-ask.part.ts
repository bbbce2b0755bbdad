import type { EffectToResolve } from '@countersign/database/effects';
import type { Tx } from '@countersign/database/platform';
import { Refusal } from '@countersign/contracts/platform';
import type { Actor } from '../platform/index.js';
import { findReadable } from '../requests/index.js';

type Open = Pick<EffectToResolve, 'id' | 'kind' | 'state' | 'undoesId' | 'requestId'>;

/** Whether those who are asked to do it have not said yet that it is done. */
export const isAsked = ({ kind, state }: Pick<Open, 'kind' | 'state'>): boolean => kind === 'ask' && state === 'asked';

/** Whether it has to be undone by hand, since no machine can, or one failed to. */
const isByHand = ({ undoesId, state }: Pick<Open, 'undoesId' | 'state'>): boolean => undoesId !== null && (state === 'parked' || state === 'failed');

/**
 * Refuses who may not say that an effect is done, before anything of it is told: what was asked is for those who are asked and for who may
 * repair effects, what has to be undone for who may reverse. Then what does not wait, with who said what already.
 */
export async function refuseUnlessAnswerable(tx: Tx, actor: Actor, effect: Open): Promise<void> {
  const may = (permission: Actor['permissions'][number]) => actor.permissions.includes(permission);
  const answersAsk = effect.kind === 'ask' && (may('effect.repair') || (await tx.asks.isAsked(effect.id, actor.memberId)));
  if (isAsked(effect) ? !answersAsk : !answersAsk && !may('request.reverse')) {
    if (!may('effect.read')) await findReadable(tx, actor, effect.requestId);
    throw new Refusal('permission_denied', { detail: 'Only those who are asked to do it, and who may see to effects, can say that it is done. Nothing was recorded.' });
  }
  if (isAsked(effect) || (isByHand(effect) && may('request.reverse'))) return;
  throw new Refusal('not_waiting', { detail: `${await answerText(tx, effect)} Nothing was recorded.` });
}

async function answerText(tx: Tx, { id, kind }: Open): Promise<string> {
  const answer = kind === 'ask' ? await tx.asks.findAnswer(id) : null;
  if (answer?.resolution && answer.name !== null) return `${answer.name} has said so already: “${answer.resolution}”.`;
  return answer?.problem ? `${answer.problem.replace(/\.$/, '')}.` : 'This effect does not wait for a person.';
}
