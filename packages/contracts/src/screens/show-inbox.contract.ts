import * as z from 'zod/mini';
import { operation } from '../platform/index.js';
import { inboxData, screenFrame } from './views.js';

export const showInbox = operation({
  name: 'showInbox',
  summary: 'Draws the inbox: what waits for you, the first sheet, your own requests',
  method: 'GET',
  path: '/v1/screens/inbox',
  reply: z.strictObject({ ...screenFrame, data: inboxData }),
  status: 200,
  permission: 'member',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 18, bytes: 500_000, p95Ms: 150 },
});
export type InboxScreen = z.infer<typeof showInbox.reply>;
