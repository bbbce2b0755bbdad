import type { Tx } from '@countersign/database/platform';
import type { HeldMessage, WebhookSource } from '@countersign/database/webhook-sources';
import type { Record } from '../platform/index.js';

export interface Acting {
  readonly tx: Tx;
  readonly record: Record;
  readonly at: Date;
  readonly source: WebhookSource;
  readonly message: HeldMessage;
  /** As many records as are kept of one set. */
  readonly recordsMax: number;
}

export interface Acted {
  readonly type: string | null;
  readonly requestId: string | null;
  /** The effect that it was about, where it was about one. */
  readonly effectId?: string;
  /** Done, and that is all; or kept until the request waits for it. */
  readonly state: 'done' | 'kept';
  /** Why nothing was done, where nothing was. */
  readonly note: string | null;
}
