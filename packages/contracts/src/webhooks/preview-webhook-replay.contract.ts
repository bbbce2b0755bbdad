import * as z from 'zod/mini';
import { digest, id, instant, operation } from '../platform/index.js';
import { endpointParams, replayOnly } from './views.js';

export const previewWebhookReplay = operation({
  name: 'previewWebhookReplay',
  summary: 'Say what sending deliveries again would send, and how many of them have arrived already: nothing is sent yet',
  method: 'GET',
  path: '/v1/webhook-endpoints/{endpointId}/replay-preview',
  params: endpointParams,
  /** From the first delivery on where `since` is left out. */
  query: z.strictObject({ since: z.optional(instant()), only: replayOnly() }),
  reply: z.strictObject({
    endpointId: id(),
    since: z.nullable(instant()),
    /** What is wanted later is not of it. */
    until: instant(),
    only: replayOnly(),
    total: z.int(),
    arrived: z.int(),
    /** Of all of this; whoever starts it sends it back. */
    planDigest: digest(),
  }),
  status: 200,
  permission: 'webhook_endpoint.define',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 1_000, p95Ms: 150 },
});
