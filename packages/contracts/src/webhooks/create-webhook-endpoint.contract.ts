import * as z from 'zod/mini';
import { apiVersions, line, operation } from '../platform/index.js';
import { signingSecret, targetUrl, webhookEndpointView } from './views.js';

export const createWebhookEndpoint = operation({
  name: 'createWebhookEndpoint',
  summary: 'Say where signed webhooks go; the signing secret is shown in this answer and never again',
  method: 'POST',
  path: '/v1/webhook-endpoints',
  body: z.strictObject({
    name: line(120),
    url: targetUrl(),
    secret: z.optional(signingSecret()),
    /** The current one where it is left out. */
    version: z.optional(z.enum(apiVersions)),
  }),
  reply: z.strictObject({ ...webhookEndpointView.shape, secret: z.string() }),
  status: 201,
  permission: 'webhook_endpoint.define',
  refusals: ['name_taken', 'target_not_allowed'],
  auditAction: 'webhook_endpoint.created',
  idempotent: 'key',
  budget: { statements: 10, bytes: 4_000, p95Ms: 150 },
});
