import * as z from 'zod/mini';
import { notificationView } from '../notifications/views.js';
import { cursorLengthMax, operation } from '../platform/index.js';
import { screenFrame } from './views.js';

export const showNotifications = operation({
  name: 'showNotifications',
  summary: 'Draws what you were told: mentions, and what happened to requests that you watch, newest first',
  method: 'GET',
  path: '/v1/screens/notifications',
  query: z.strictObject({ cursor: z.optional(z.string().check(z.maxLength(cursorLengthMax))) }),
  reply: z.strictObject({ ...screenFrame, data: z.strictObject({ rows: z.array(notificationView), nextCursor: z.nullable(z.string()) }) }),
  status: 200,
  permission: 'member',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 10, bytes: 60_000, p95Ms: 150 },
});
export type NotificationsScreen = z.infer<typeof showNotifications.reply>;
