import * as z from 'zod/mini';
import { id, operation, page, pageQuery } from '../platform/index.js';
import { webhookDeliveryView } from './views.js';

export const listWebhookDeliveries = operation({
  name: 'listWebhookDeliveries',
  summary: 'List deliveries with their attempts and the whole schedule, newest first',
  method: 'GET',
  path: '/v1/webhook-deliveries',
  query: z.strictObject({ ...pageQuery, requestId: z.optional(id()) }),
  reply: page(webhookDeliveryView),
  status: 200,
  permission: 'effect.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 6, bytes: 400_000, p95Ms: 150 },
});
