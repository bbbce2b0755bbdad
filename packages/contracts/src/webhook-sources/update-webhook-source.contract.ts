import * as z from 'zod/mini';
import { line, operation } from '../platform/index.js';
import { sourceParams, sourceSettings, webhookSourceView } from './views.js';

export const updateWebhookSource = operation({
  name: 'updateWebhookSource',
  summary: 'Change a source, pause it or let it go on: what is sent replaces what was. Messages that wait are treated by what it says when their turn comes',
  method: 'PUT',
  path: '/v1/webhook-sources/{sourceId}',
  params: sourceParams,
  body: z.strictObject({ name: line(120), ...sourceSettings, paused: z.boolean(), revision: z.int().check(z.minimum(1)) }),
  reply: webhookSourceView,
  status: 200,
  permission: 'webhook_source.define',
  refusals: ['name_taken', 'member_unknown', 'source_changed'],
  auditAction: 'webhook_source.updated',
  idempotent: 'key',
  budget: { statements: 14, bytes: 60_000, p95Ms: 150 },
});
