import type { ReplayedCase } from './tally.js';

export interface PaymentsSeen {
  readonly approvedRequests: number;
  readonly paidOnce: number;
  readonly deliveries: number;
  readonly problems: readonly string[];
}

type Deliveries = ReadonlyMap<string, { readonly count: number; readonly webhookIds: ReadonlySet<string> }>;

/** Exactly one payment for every approved request, and none for any other, by the receiver's own count. */
export function checkPayments(replayed: readonly ReplayedCase[], deliveries: Deliveries): PaymentsSeen {
  const approved = new Set(approvedRequestIds(replayed));
  const problems: string[] = [];
  let paidOnce = 0;
  let total = 0;
  for (const id of approved) {
    const seen = deliveries.get(id);
    if (seen?.count === 1) paidOnce += 1;
    else problems.push(`Request ${id} is approved; its payment came ${seen?.count ?? 0} times under ${seen?.webhookIds.size ?? 0} ids.`);
  }
  for (const [id, { count }] of deliveries) {
    total += count;
    if (!approved.has(id)) problems.push(`A payment came for request ${id}, which is not approved.`);
  }
  return { approvedRequests: approved.size, paidOnce, deliveries: total, problems };
}

/** The requests that ended approved here: a case's last one, since only a withdrawn request is followed by another. */
export function approvedRequestIds(replayed: readonly ReplayedCase[]): string[] {
  return replayed.filter(({ walk }) => walk.endedHere === 'paid').flatMap(({ requestIds }) => requestIds.slice(-1));
}
