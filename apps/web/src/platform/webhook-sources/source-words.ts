import type { MessageAct, MessageState, RefusalReason, Verification } from '@countersign/contracts/webhook-sources';
import type { StateName } from '../../ui/state/state.js';

export const actKinds: readonly { readonly id: MessageAct['kind']; readonly name: string }[] = [
  { id: 'start_request', name: 'start a request' },
  { id: 'complete_wait', name: 'end a step that waits for it' },
  { id: 'report_effect', name: 'say what became of an effect' },
];

export const signatureKinds: readonly { readonly id: Verification['kind']; readonly name: string; readonly meaning: string }[] = [
  { id: 'standard_webhooks', name: 'Standard Webhooks', meaning: 'The id and the time are signed, too: what was sent more than five minutes ago is refused.' },
  { id: 'hmac', name: 'HMAC of the body in a header', meaning: 'As GitHub and many others sign. Neither an id nor a time is signed: choose Standard Webhooks where the other system can do both.' },
];

export const messageStates: Readonly<Record<MessageState, { readonly name: StateName; readonly label: string }>> = {
  received: { name: 'waiting', label: 'Waits its turn' },
  kept: { name: 'held', label: 'Kept' },
  done: { name: 'recorded', label: 'Done' },
  dead: { name: 'void', label: 'Dead letter' },
};

export const messageGroups: readonly { readonly id: MessageState | undefined; readonly label: string; readonly none: string }[] = [
  { id: undefined, label: 'All', none: 'Nothing has come yet. Give the other system the address and the secret.' },
  { id: 'received', label: 'Waiting', none: 'No message waits its turn.' },
  { id: 'kept', label: 'Kept', none: 'No message is kept for a request that does not wait for it yet.' },
  { id: 'done', label: 'Done', none: 'No message is done yet.' },
  { id: 'dead', label: 'Dead letters', none: 'There are no dead letters.' },
];

export const refusalWords: Readonly<Record<RefusalReason, string>> = {
  unsigned: 'it bore no signature, id or time that could be read',
  signature_wrong: 'no secret of this source made its signature',
  time_far: 'its time was more than five minutes away from ours: one of the two clocks is wrong, or it is an old one',
};

/** More are not counted. */
const countedMax = 1000;
export const countText = (count: number) => (count >= countedMax ? `${countedMax} or more` : String(count));
export const deadText = (count: number) => (count === 1 ? '1 dead letter' : `${count} dead letters`);
