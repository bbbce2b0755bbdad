import * as z from 'zod/mini';
import { growing, id, instant } from '../platform/index.js';
import { memberRef, requestStatus } from '../requests/views.js';

/** What one can be told of. */
export const notificationKinds = ['mentioned', 'noted', 'approved', 'rejected', 'changes_requested', 'revised', 'withdrawn', 'cancelled', 'reversed', 'revoked', 'reminded', 'overdue', 'asked', 'unasked', 'expired', 'went_on', 'moved', 'endpoint_disabled', 'connection_needs_grant', 'notice', 'effect_stopped', 'asked_to_do'] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** That one member was told of one act. Its id is that of the audit entry. */
export const notificationView = z.strictObject({
  id: id(),
  kind: growing(notificationKinds),
  /** To be read after the name of who did it: "mentioned you on request 7". */
  did: z.string(),
  by: z.nullable(memberRef()),
  /** The title is empty to whoever may not see the request: they were told for the endpoint's, the connection's or the effect's sake. */
  request: z.strictObject({ id: id(), number: z.int(), title: z.string() }),
  webhookEndpoint: z.nullable(z.strictObject({ id: id(), name: z.string() })),
  /** The connection that needs connecting again, where this is about one. */
  connection: z.optional(z.strictObject({ id: id(), name: z.string() })),
  /** The effect that waits for somebody, where this is about one. */
  effect: z.optional(z.strictObject({ id: id(), name: z.string() })),
  /** Of the request, when this happened. */
  requestStatus: requestStatus(),
  at: instant(),
  readAt: z.nullable(instant()),
});
export type NotificationView = z.infer<typeof notificationView>;
