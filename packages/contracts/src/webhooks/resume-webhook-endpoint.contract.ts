import { operation } from '../platform/index.js';
import { endpointParams, webhookEndpointView } from './views.js';

export const resumeWebhookEndpoint = operation({
  name: 'resumeWebhookEndpoint',
  summary: 'Send to a webhook endpoint again that was paused or disabled: what waited goes, the first wanted first',
  method: 'POST',
  path: '/v1/webhook-endpoints/{endpointId}/resume',
  params: endpointParams,
  reply: webhookEndpointView,
  status: 200,
  permission: 'webhook_endpoint.define',
  refusals: ['endpoint_active'],
  auditAction: 'webhook_endpoint.resumed',
  idempotent: 'key',
  budget: { statements: 10, bytes: 4_000, p95Ms: 150 },
});
