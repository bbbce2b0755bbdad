export interface PaymentsSeen {
  readonly approvedRequests: number;
  readonly paidOnce: number;
  readonly problems: readonly string[];
}

/** By request, the ids of the webhooks that came for it: one id is one payment, however often it was sent. */
export type Deliveries = ReadonlyMap<string, ReadonlySet<string>>;

/** Exactly one payment for every approved request that is paid, and none for any other, by the receiver's own count. */
export function checkPayments(payable: ReadonlySet<string>, deliveries: Deliveries): PaymentsSeen {
  const problems: string[] = [];
  let paidOnce = 0;
  for (const id of payable) {
    const ids = deliveries.get(id)?.size ?? 0;
    if (ids === 1) paidOnce += 1;
    else problems.push(`Request ${id} is approved; its payment came under ${ids} ids.`);
  }
  for (const id of deliveries.keys()) if (!payable.has(id)) problems.push(`A payment came for request ${id}, which is not approved.`);
  return { approvedRequests: payable.size, paidOnce, problems };
}
