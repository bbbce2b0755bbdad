import * as z from 'zod/mini';
import { apiVersions, line, operation } from '../platform/index.js';
import { endpointParams, targetUrl, webhookEndpointView } from './views.js';

export const updateWebhookEndpoint = operation({
  name: 'updateWebhookEndpoint',
  summary: 'Change what a webhook endpoint is called, its address, or the version that it is sent; what waits goes to the new address as it was recorded',
  method: 'PUT',
  path: '/v1/webhook-endpoints/{endpointId}',
  params: endpointParams,
  /** `version`: it stays where it is left out. */
  body: z.strictObject({ name: line(120), url: targetUrl(), version: z.optional(z.enum(apiVersions)) }),
  reply: webhookEndpointView,
  status: 200,
  permission: 'webhook_endpoint.define',
  refusals: ['name_taken', 'target_not_allowed'],
  auditAction: 'webhook_endpoint.updated',
  idempotent: 'key',
  budget: { statements: 11, bytes: 4_000, p95Ms: 150 },
});
