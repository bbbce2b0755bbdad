import * as z from 'zod/mini';
import { apiVersions, growing, id, instant } from '../platform/index.js';
import { memberRef } from '../requests/views.js';

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
  /** The version of the API whose shape it is sent: it stays until somebody moves it. */
  version: growing(apiVersions),
});
export type WebhookEndpointView = z.infer<typeof webhookEndpointView>;

/** Of the deliveries that were wanted in the last 24 hours. */
export const endpointHealth = z.strictObject({ delivered: z.int(), pending: z.int(), failed: z.int() });
export type EndpointHealth = z.infer<typeof endpointHealth>;

/** One that its owner brings: `whsec_` and 24 to 64 bytes in base64 (Standard Webhooks). Made for them otherwise. */
export const signingSecret = () => z.string().check(z.regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, 'must be whsec_ followed by 24 to 64 bytes in base64'));

export const targetUrl = () => z.string().check(z.maxLength(2000), z.url({ protocol: /^https?$/, error: 'must be an http or https address' }));

/** A secret that webhooks are signed with at this time; what it is was shown once. */
export const webhookSecretView = z.strictObject({ id: id(), createdAt: instant(), validUntil: z.nullable(instant()) });

/** Which of the deliveries that are over are sent again. */
export const replayOnly = () => z.enum(['all', 'failed']);

/** Deliveries that are sent again. `retrying`: it failed once more, and is tried by its schedule. `skipped`: it may not be sent any more, or is under way already. */
export const webhookReplayView = z.strictObject({
  id: id(),
  endpoint: z.strictObject({ id: id(), name: z.string() }),
  /** Null: from the first delivery on. */
  since: z.nullable(instant()),
  until: instant(),
  only: replayOnly(),
  state: growing(['running', 'stopped', 'done']),
  startedBy: memberRef(),
  startedAt: instant(),
  endedAt: z.nullable(instant()),
  progress: z.strictObject({ waiting: z.int(), arrived: z.int(), failed: z.int(), retrying: z.int(), skipped: z.int() }),
});
export type WebhookReplayView = z.infer<typeof webhookReplayView>;

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
  /** What its endpoint is instead of active, where it waits for that: nothing is sent until the endpoint is resumed. */
  heldBy: z.nullable(growing(['paused', 'disabled'])),
  attempts: z.array(deliveryAttemptView),
  nextAttemptAt: z.nullable(instant()),
  /** Every attempt that would be made, as seconds after the first. */
  scheduleSeconds: z.array(z.int()),
  createdAt: instant(),
  deliveredAt: z.nullable(instant()),
});
export type WebhookDeliveryView = z.infer<typeof webhookDeliveryView>;
