import { moneyText, type Money } from '@countersign/contracts/platform';
import type { Verdict } from '@countersign/contracts/requests';
import type { OutboxEntry } from './outbox.js';

/** What became of a request by a decision that is recorded. */
export const doneWords: Readonly<Record<Verdict, string>> = { approve: 'Approved', reject: 'Rejected', request_changes: 'Changes requested' };
const verbs: Readonly<Record<Verdict, string>> = { approve: 'approved', reject: 'rejected', request_changes: 'requested changes to' };

interface Decided {
  readonly requestNumber: number;
  readonly amount: Money | null;
  readonly body: { readonly verdict: Verdict };
}

/** What somebody has done, to be read after "you": never said of what is not recorded. */
export function decidedText({ requestNumber, amount, body: { verdict } }: Decided): string {
  return amount === null || verdict === 'request_changes' ? `${verbs[verdict]} request ${requestNumber}` : `${verbs[verdict]} ${moneyText(amount)} on request ${requestNumber}`;
}

type Unsent = Pick<OutboxEntry<unknown>, 'outcome' | 'why'>;
const unsentTitles: Readonly<Record<Unsent['outcome'], string>> = { not_sent: 'Not sent', no_network: 'Not sent', asks_proof: 'Asks for your second factor', unknown: 'No answer' };
export const unsentTitle = ({ outcome }: Pick<Unsent, 'outcome'>) => unsentTitles[outcome];

const retries: Readonly<Record<Unsent['outcome'], string>> = { not_sent: 'Retry sends it.', no_network: 'it is sent by itself once there is a network. Retry tries now; Forget it gives it up.', asks_proof: 'nothing was recorded, and your code sends it.', unknown: 'Retry sends it again, and it counts once.' };

/** What is known of a decision that was not answered, said once, and what sends it again. */
export const unsentText = ({ outcome, why }: Unsent) => `${why ?? ''} It is kept at this browser; ${retries[outcome]}`;
