import * as z from 'zod/mini';
import { line, operation } from '../platform/index.js';
import { webhookEndpointView } from './views.js';

export const createWebhookEndpoint = operation({
  name: 'createWebhookEndpoint',
  summary: 'Say where signed webhooks go; the signing secret is shown in this answer and never again',
  method: 'POST',
  path: '/v1/webhook-endpoints',
  body: z.strictObject({
    name: line(120),
    url: z.string().check(z.maxLength(2000), z.url({ protocol: /^https?$/, error: 'must be an http or https address' })),
    /** Bring your own secret: `whsec_` and 24 to 64 bytes in base64 (Standard Webhooks). Made for you otherwise. */
    secret: z.optional(z.string().check(z.regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, 'must be whsec_ followed by 24 to 64 bytes in base64'))),
  }),
  reply: z.strictObject({ ...webhookEndpointView.shape, secret: z.string() }),
  status: 201,
  permission: 'webhook_endpoint.define',
  refusals: ['name_taken', 'target_not_allowed'],
  auditAction: 'webhook_endpoint.created',
  idempotent: 'key',
  budget: { statements: 10, bytes: 4_000, p95Ms: 150 },
});
