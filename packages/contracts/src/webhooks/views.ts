import * as z from 'zod/mini';
import { growing, id, instant } from '../platform/index.js';

/** `paused`: somebody paused it. `disabled`: nothing had arrived for too long. What is wanted meanwhile waits, in both. */
export const endpointStates = ['active', 'paused', 'disabled'] as const;
export type EndpointState = (typeof endpointStates)[number];

export const webhookEndpointView = z.strictObject({
  id: id(),
  name: z.string(),
  url: z.string(),
  createdAt: instant(),
  state: growing(endpointStates),
  /** Since when it is in this state, where it ever changed; and what it was disabled for. */
  stateSince: z.nullable(instant()),
  stateBecause: z.nullable(z.string()),
});
export type WebhookEndpointView = z.infer<typeof webhookEndpointView>;

/** Of the deliveries that were wanted in the last 24 hours. */
export const endpointHealth = z.strictObject({ delivered: z.int(), pending: z.int(), failed: z.int() });
export type EndpointHealth = z.infer<typeof endpointHealth>;

export const endpointParams = z.strictObject({ endpointId: id() });

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
