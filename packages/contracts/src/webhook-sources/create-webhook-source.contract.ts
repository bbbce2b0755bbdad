import * as z from 'zod/mini';
import { line, operation } from '../platform/index.js';
import { sourceSecret, sourceSettings, webhookSourceView } from './views.js';

export const createWebhookSource = operation({
  name: 'createWebhookSource',
  summary: 'Make a place where another system sends signed messages; the secret that it signs with is shown in this answer and never again',
  method: 'POST',
  path: '/v1/webhook-sources',
  body: z.strictObject({ name: line(120), ...sourceSettings, secret: sourceSecret() }),
  reply: z.strictObject({ ...webhookSourceView.shape, secret: z.string() }),
  status: 201,
  permission: 'webhook_source.define',
  refusals: ['name_taken', 'member_unknown'],
  auditAction: 'webhook_source.created',
  idempotent: 'key',
  budget: { statements: 14, bytes: 60_000, p95Ms: 150 },
});
