import type { HistoryDocument, HistoryEvent } from './history-case.js';

export const endings = ['approved', 'withdrawn', 'rejected', 'open', 'never submitted'] as const;
export type Ending = (typeof endings)[number];

/** How a document ended, by its decisions, and whether a payment for it is on record besides. */
export interface Ended {
  readonly ending: Ending;
  readonly paid: boolean;
}

/**
 * How a document ended by its log. What was decided last holds: finally approved, rejected (by anybody but the employee, on record or
 * not), taken back by the employee, or open: submitted or approved, and nothing final after. Never submitted: only drafts. A payment
 * is on record where one was requested or handled, unless what had been approved was rejected afterwards.
 */
export function endedInLog({ events }: Pick<HistoryDocument, 'events'>): Ended {
  let ending: Ending = 'never submitted';
  let paid = false;
  for (const event of events) {
    if (event.act === 'payment_requested' || event.act === 'payment_handled') paid = true;
    const after = endingAfter(event, ending);
    if (ending === 'approved' && after === 'rejected') paid = false;
    ending = after;
  }
  return { ending, paid };
}

function endingAfter({ act, role }: HistoryEvent, before: Ending): Ending {
  switch (act) {
    case 'submitted':
      return 'open';
    case 'approved':
      return before === 'approved' ? before : 'open';
    case 'final_approved':
      return 'approved';
    case 'rejected':
      return role === 'EMPLOYEE' ? 'withdrawn' : 'rejected';
    case 'saved':
    case 'payment_requested':
    case 'payment_handled':
    case 'noted':
      return before;
  }
}

/** Whether it ended here as in the log: the same decision, and no payment on record in the log that was not made here. */
export const isAsRecorded = (log: Ended, here: Ended): boolean => log.ending === here.ending && (here.paid || !log.paid);
