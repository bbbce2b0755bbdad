import type { RequestStatus } from '@countersign/contracts/requests';

/** What became of the payment of a request that was rejected after its approval: it was never begun, or it was made and then cancelled. */
export type Undone = 'never_begun' | 'cancelled';

/** One request that a document became, as it was left. */
export interface ReplayedRequest {
  readonly id: string;
  readonly status: RequestStatus;
  /** Only where it was rejected after its approval, and something is paid for it. */
  readonly undone: Undone | null;
}
