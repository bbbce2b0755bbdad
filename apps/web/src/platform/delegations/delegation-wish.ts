import type { createDelegation } from '@countersign/contracts/delegations';
import type { InputOf } from '@countersign/contracts/platform';
import { readAmount } from '../../ui/money/read-amount.js';

/** A delegation as it is typed: times in the reader's own zone, an amount as text. */
export interface Wish {
  readonly delegateId: string;
  readonly from: string;
  readonly until: string;
  readonly requestTypeIds: readonly string[];
  readonly amount: string;
  readonly currency: string;
  readonly reason: string;
}
export type Problems = { readonly [Name in keyof Wish]?: string };

const twoDigits = (value: number) => String(value).padStart(2, '0');
/** As `datetime-local` takes it. */
export const localText = (at: Date) => `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}T${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;

/** From now to the end of the seventh day. */
export function beginning(now: Date): Wish {
  const until = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 8);
  return { delegateId: '', from: localText(now), until: localText(until), requestTypeIds: [], amount: '', currency: 'EUR', reason: '' };
}

/** What is wrong with it, where the person can mend it; the server has the last word. */
export function checkWish(wish: Wish, isReasonNeeded: boolean): Problems {
  const [from, until] = [Date.parse(wish.from), Date.parse(wish.until)];
  const amount = wish.amount.trim() === '' ? null : readAmount(wish.amount);
  return {
    ...(wish.delegateId === '' && { delegateId: 'Choose who decides.' }),
    ...(Number.isNaN(from) && { from: 'Say from when on.' }),
    ...(Number.isNaN(until) ? { until: 'Say until when.' } : until <= from && { until: 'It ends after it begins.' }),
    ...(amount !== null && !('amount' in amount) && { amount: 'Write an amount, such as 5000.00.' }),
    ...(amount !== null && !/^[A-Z]{3}$/.test(wish.currency) && { currency: 'Three letters, such as EUR.' }),
    ...(isReasonNeeded && wish.reason.trim() === '' && { reason: 'Say why somebody is to decide for another member.' }),
  };
}

/** What is sent of a wish that has no problems. */
export function bodyOf(wish: Wish): InputOf<typeof createDelegation>['body'] {
  const read = wish.amount.trim() === '' ? null : readAmount(wish.amount);
  return {
    delegateId: wish.delegateId,
    startsAt: new Date(wish.from).toISOString(),
    endsAt: new Date(wish.until).toISOString(),
    ...(wish.requestTypeIds.length > 0 && { requestTypeIds: [...wish.requestTypeIds] }),
    ...(read !== null && 'amount' in read && { limit: { amount: read.amount, currency: wish.currency } }),
    ...(wish.reason.trim() !== '' && { reason: wish.reason.trim() }),
  };
}
