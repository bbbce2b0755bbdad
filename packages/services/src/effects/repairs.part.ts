import type { EffectDetails, Repair } from '@countersign/contracts/effects';
import type { EffectFile } from '@countersign/database/effects';
import { digestOf } from '../platform/index.js';

/** What waits for a person: it has failed for good, nobody knows, or it was set aside. */
export const waitsForPerson = ({ state }: Pick<EffectFile, 'state'>): boolean => state === 'failed' || state === 'unknown' || state === 'parked';

/** What somebody may decide about: that, and what those who are asked have not said to be done. */
export const isRepairable = ({ state, kind }: Pick<EffectFile, 'state' | 'kind'>): boolean => kind !== 'person' && (waitsForPerson({ state }) || state === 'asked');

/** Of all that a decision about an effect rests on. */
export const shownDigestOf = ({ id, state, attempts, inDoubt, seenRecords, connectionDigest }: EffectFile): string => digestOf({ v: '1', id, state, attempts: String(attempts), inDoubt, seenRecords, connectionDigest });

/** What may be done about an effect, and what that would mean. What has to be undone by hand can only be said to be done, by who may reverse. */
export function repairsOf(effect: EffectFile, mayRepair: boolean): EffectDetails['repairs'] {
  if (!isRepairable(effect)) return [];
  const reason = mayRepair ? null : 'This needs the right to repair effects, which none of your roles gives.';
  const of = (how: Repair, meaning: string) => ({ how, allowed: mayRepair, meaning, reason });
  return [
    of('retry', retryMeaning(effect)),
    of('skip', effect.kind === 'ask' ? 'It is left out: nobody is asked any more, and what comes after it goes on.' : 'It is left out: nothing more is sent, and what comes after it goes on.'),
    of('mark_done', effect.kind === 'ask' ? 'Nobody is asked any more. It counts as done, for the reason that you give; what comes after it goes on.' : 'Nothing more is sent. It counts as done, for the reason that you give; what comes after it goes on.'),
  ];
}

function retryMeaning(effect: EffectFile): string {
  const said = sentAgain(effect);
  return effect.recordDiffers ? `What was signed with is another by now: it is accepted as it is. ${said}` : said;
}

function sentAgain({ kind, connection, state, inDoubt, target }: EffectFile): string {
  if (kind === 'webhook') return `The same webhook, with the same id, is sent to ${target} again. A receiver that honours ids acts on it once.`;
  if (kind === 'mail') return mailedAgain(state === 'unknown' || inDoubt, target, connection?.isAsApproved ?? true);
  if (kind === 'notice') return 'Who is to be told is looked up anew, and they are told once.';
  if (kind === 'ask') return 'Who is to be asked is looked up anew, and they are asked.';
  if (kind === 'message') return messagedAgain(state === 'unknown' || inDoubt, target, connection?.isAsApproved ?? true);
  const elsewhere = connection && !connection.isAsApproved ? ` ${target} calls another address than it did when this was approved: it is sent there.` : '';
  const mayHaveArrived = state === 'unknown' || inDoubt;
  if (!mayHaveArrived) return `The same call is made again, with the same key.${elsewhere}`;
  if (connection?.honoured) return `It may have been carried out already. The same call is made again with the same key, which ${target} honours: it is done once.${elsewhere}`;
  if (connection?.isLookedUp) return `It may have been carried out already. ${target} is asked first, and called only if it says that it was not done.${elsewhere}`;
  return `It may have been carried out already, and ${target} honours no keys: it may be done twice. Look there first.${elsewhere}`;
}

function mailedAgain(mayHaveArrived: boolean, target: string, isAsApproved: boolean): string {
  const elsewhere = isAsApproved ? '' : ` ${target} leads to another mail server, or sends from another address, than when this was approved: it is sent by that.`;
  const said = mayHaveArrived ? 'It may have been sent already: whoever it is to may get it twice, with the same Message-ID. Ask them first.' : 'The same mail is sent again, with the same Message-ID.';
  return `${said}${elsewhere}`;
}

function messagedAgain(mayHaveArrived: boolean, target: string, isAsApproved: boolean): string {
  const said = mayHaveArrived ? `It may have been sent already: ${target} may show it twice. Look there first.` : 'The same message is sent again.';
  return `${said}${isAsApproved ? '' : ` ${target} has another address than when this was approved: it is sent there.`}`;
}
