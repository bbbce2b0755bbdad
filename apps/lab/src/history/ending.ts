import type { HistoryDocument } from './history-case.js';

export const endings = ['paid', 'approved', 'withdrawn', 'rejected', 'open', 'never submitted'] as const;
export type Ending = (typeof endings)[number];

/**
 * How a document ended by its log. Paid: a payment was handled, or the log stops at its request. Otherwise the last event decides,
 * drafts aside: taken back by the employee, rejected (by anybody else, on record or not), finally approved where nothing is paid for
 * it, or open: submitted or approved, and nothing after. Never submitted: only drafts.
 */
export function endingInLog({ events: all, paid }: Pick<HistoryDocument, 'events' | 'paid'>): Ending {
  const events = all.filter(({ act }) => act !== 'saved');
  const last = events.at(-1);
  if (!last) return 'never submitted';
  if (events.some(({ act }) => act === 'payment_handled') || last.act === 'payment_requested') return 'paid';
  if (last.act === 'rejected') return last.role === 'EMPLOYEE' ? 'withdrawn' : 'rejected';
  return last.act === 'final_approved' && !paid ? 'approved' : 'open';
}
