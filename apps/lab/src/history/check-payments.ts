/** What the receiver should have seen of a request: one payment, or one that was cancelled again since the request was rejected after all. */
export type ExpectedPayment = 'made' | 'cancelled';

/** By request, the ids of the webhooks of one type that came for it: one id is one act, however often it was sent. */
export type Deliveries = ReadonlyMap<string, ReadonlySet<string>>;

export interface Received {
  readonly payments: Deliveries;
  readonly cancellations: Deliveries;
}

export interface PaymentsSeen {
  readonly approvedRequests: number;
  readonly paidOnce: number;
  /** Rejected after all, when the payment was made already: each was paid once and cancelled once. */
  readonly cancelled: number;
  readonly problems: readonly string[];
}

/** Exactly one payment for every approved request that is paid, one and its cancellation where it was rejected after all, and none for any other. */
export function checkPayments(expected: ReadonlyMap<string, ExpectedPayment>, { payments, cancellations }: Received): PaymentsSeen {
  const problems: string[] = [];
  const seen = { made: 0, cancelled: 0 };
  for (const [id, wanted] of expected) {
    const [paid, cancelled] = [payments.get(id)?.size ?? 0, cancellations.get(id)?.size ?? 0];
    if (paid === 1 && cancelled === Number(wanted === 'cancelled')) seen[wanted] += 1;
    else problems.push(`Request ${id} is ${wanted === 'made' ? 'approved' : 'rejected after its payment'}; its payment came under ${paid} ids, and was cancelled under ${cancelled}.`);
  }
  for (const [what, deliveries] of [['payment', payments], ['cancellation', cancellations]] as const) {
    for (const id of deliveries.keys()) if (!expected.has(id)) problems.push(`A ${what} came for request ${id}, for which nothing is paid.`);
  }
  const approvedRequests = [...expected.values()].filter((wanted) => wanted === 'made').length;
  return { approvedRequests, paidOnce: seen.made, cancelled: seen.cancelled, problems };
}
