import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';

export const resendWebhookDelivery = operation({
  name: 'resendWebhookDelivery',
  summary: 'Send one delivery again, with the same webhook-id and body: receivers that honour ids ignore what has arrived already',
  method: 'POST',
  path: '/v1/webhook-deliveries/{deliveryId}/resend',
  params: z.strictObject({ deliveryId: id() }),
  reply: z.strictObject({ replayId: id(), deliveryId: id(), hasArrived: z.boolean() }),
  status: 201,
  permission: 'webhook_endpoint.define',
  refusals: ['endpoint_inactive', 'delivery_under_way'],
  auditAction: 'webhook_delivery.resend_asked',
  idempotent: 'key',
  budget: { statements: 12, bytes: 1_000, p95Ms: 150 },
});
