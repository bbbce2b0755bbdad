import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { endpointHealth, webhookEndpointView } from '../webhooks/views.js';
import { mayDo, screenFrame } from './views.js';

const webhookRow = z.strictObject({ ...webhookEndpointView.shape, health: endpointHealth });
export type WebhookRow = z.infer<typeof webhookRow>;

export const showWebhooks = operation({
  name: 'showWebhooks',
  summary: 'Draws the webhook endpoints: where each leads, whether it is active, and what became of its deliveries in the last 24 hours',
  method: 'GET',
  path: '/v1/screens/webhooks',
  query: z.strictObject(pageQuery),
  reply: z.strictObject({ ...screenFrame, data: z.strictObject({ endpoints: page(webhookRow), define: mayDo }) }),
  status: 200,
  permission: 'webhook_endpoint.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 7, bytes: 80_000, p95Ms: 150 },
});
export type WebhooksScreen = z.infer<typeof showWebhooks.reply>;
