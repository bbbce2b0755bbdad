import { operation } from '../platform/index.js';
import { endpointParams, webhookEndpointView } from './views.js';

export const pauseWebhookEndpoint = operation({
  name: 'pauseWebhookEndpoint',
  summary: 'Send nothing to a webhook endpoint for now: what is wanted meanwhile waits, and goes when it is resumed',
  method: 'POST',
  path: '/v1/webhook-endpoints/{endpointId}/pause',
  params: endpointParams,
  reply: webhookEndpointView,
  status: 200,
  permission: 'webhook_endpoint.define',
  refusals: ['endpoint_inactive'],
  auditAction: 'webhook_endpoint.paused',
  idempotent: 'key',
  budget: { statements: 10, bytes: 4_000, p95Ms: 150 },
});
