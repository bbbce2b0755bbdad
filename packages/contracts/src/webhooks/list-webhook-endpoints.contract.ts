import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { webhookEndpointView } from './views.js';

export const listWebhookEndpoints = operation({
  name: 'listWebhookEndpoints',
  summary: 'List webhook endpoints; secrets are never returned',
  method: 'GET',
  path: '/v1/webhook-endpoints',
  query: z.strictObject(pageQuery),
  reply: page(webhookEndpointView),
  status: 200,
  permission: 'webhook_endpoint.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 60_000, p95Ms: 150 },
});
