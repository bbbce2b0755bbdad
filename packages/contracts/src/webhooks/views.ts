import * as z from 'zod/mini';
import { id, instant } from '../platform/index.js';

export const webhookEndpointView = z.strictObject({ id: id(), name: z.string(), url: z.string(), createdAt: instant() });
export type WebhookEndpointView = z.infer<typeof webhookEndpointView>;

export const deliveryAttemptView = z.strictObject({
  number: z.int(),
  startedAt: instant(),
  durationMs: z.int(),
  /** HTTP status of the answer, or null when there was none. */
  status: z.nullable(z.int()),
  problem: z.nullable(z.string()),
});

export const webhookDeliveryView = z.strictObject({
  id: id(),
  endpoint: z.strictObject({ id: id(), name: z.string(), url: z.string() }),
  effectId: id(),
  requestId: id(),
  requestNumber: z.int(),
  event: z.string(),
  /** The header webhook-id, the same on every attempt. */
  webhookId: z.string(),
  state: z.enum(['pending', 'sending', 'delivered', 'failed']),
  attempts: z.array(deliveryAttemptView),
  nextAttemptAt: z.nullable(instant()),
  /** Every attempt that would be made, as seconds after the first. */
  scheduleSeconds: z.array(z.int()),
  createdAt: instant(),
  deliveredAt: z.nullable(instant()),
});
export type WebhookDeliveryView = z.infer<typeof webhookDeliveryView>;
