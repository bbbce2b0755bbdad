import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { inboundMessageView, sourceParams } from './views.js';

export const listInboundMessages = operation({
  name: 'listInboundMessages',
  summary: 'List the messages of a source, the last one first: all, or those in one state, such as dead letters',
  method: 'GET',
  path: '/v1/webhook-sources/{sourceId}/messages',
  params: sourceParams,
  query: z.strictObject({ ...pageQuery, state: z.optional(z.enum(['received', 'kept', 'done', 'dead'])) }),
  reply: page(inboundMessageView),
  status: 200,
  permission: 'webhook_source.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 6, bytes: 300_000, p95Ms: 150 },
});
