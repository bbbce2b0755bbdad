import * as z from 'zod/mini';
import { id, operation, receipt } from '../platform/index.js';

export const readNotifications = operation({
  name: 'readNotifications',
  summary: 'Mark what you were told as read',
  method: 'POST',
  path: '/v1/notifications/read',
  body: z.strictObject({ notificationIds: z.array(id()).check(z.minLength(1), z.maxLength(100)) }),
  /** Those of them that are yours. */
  reply: z.strictObject({ readIds: z.array(id()), receipt: receipt() }),
  status: 201,
  permission: 'member',
  refusals: ['not_found'],
  auditAction: 'notification.read',
  idempotent: 'key',
  budget: { statements: 10, bytes: 8_000, p95Ms: 150 },
});
