import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { webhookSourceView } from './views.js';

export const listWebhookSources = operation({
  name: 'listWebhookSources',
  summary: 'List where other systems send messages, by name; never a secret',
  method: 'GET',
  path: '/v1/webhook-sources',
  query: z.strictObject(pageQuery),
  reply: page(webhookSourceView),
  status: 200,
  permission: 'webhook_source.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 6, bytes: 3_000_000, p95Ms: 150 },
});
