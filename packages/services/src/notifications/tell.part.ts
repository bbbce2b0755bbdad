import type { NotificationKind } from '@countersign/contracts/notifications';
import type { Receipt } from '@countersign/contracts/platform';
import type { RequestStatus } from '@countersign/contracts/requests';
import type { Record } from '../platform/record.js';

/** An act on a request, as it is recorded. */
export interface Told {
  /** Of the audit entry of the act. */
  readonly receipt: Receipt;
  readonly requestId: string;
  /** `mentioned` is for those who are mentioned only: the act as such was told before. */
  readonly kind: NotificationKind;
  /** What the request is after it. */
  readonly requestStatus: RequestStatus;
  /** Null where nobody did it: a clock did. */
  readonly byMemberId: string | null;
  readonly mentionedIds?: readonly string[];
  /** Those whom the act asks to do something. */
  readonly askedIds?: readonly string[];
  /** Of the webhook endpoint, where the act is about one: whoever is told need not see the request. */
  readonly endpointId?: string;
  /** Of the connection, the same. */
  readonly connectionId?: string;
  /** Of the effect whose text is told: whoever is told need not see the request. */
  readonly effectId?: string;
  /** False for what concerns only those who are asked. */
  readonly toWatchers?: boolean;
}

/** Tells those who watch a request, and those who are mentioned, of an act, together with what the act leaves behind. */
export function tell(record: Record, { receipt, mentionedIds = [], askedIds = [], toWatchers, ...act }: Told): void {
  record.tell({ ...act, entryId: receipt.entryId, mentionedIds, askedIds, toWatchers: toWatchers ?? act.kind !== 'mentioned' });
}
