import * as z from 'zod/mini';
import { growing, id, instant } from '../platform/index.js';
import { memberRef, requestStatus } from '../requests/views.js';

/** What one can be told of. */
export const notificationKinds = ['mentioned', 'noted', 'approved', 'rejected', 'changes_requested', 'revised', 'withdrawn', 'cancelled', 'reversed', 'revoked', 'reminded', 'overdue', 'asked', 'unasked', 'expired', 'went_on', 'moved'] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** That one member was told of one act. Its id is that of the audit entry. */
export const notificationView = z.strictObject({
  id: id(),
  kind: growing(notificationKinds),
  /** To be read after the name of who did it: "mentioned you on request 7". */
  did: z.string(),
  by: z.nullable(memberRef()),
  request: z.strictObject({ id: id(), number: z.int(), title: z.string() }),
  /** Of the request, when this happened. */
  requestStatus: requestStatus(),
  at: instant(),
  readAt: z.nullable(instant()),
});
export type NotificationView = z.infer<typeof notificationView>;
