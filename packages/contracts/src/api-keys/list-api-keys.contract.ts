import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { apiKeyView } from './views.js';

export const listApiKeys = operation({
  name: 'listApiKeys',
  summary: 'Your API keys, the latest first, without their texts; those of everybody for whoever may assign roles',
  method: 'GET',
  path: '/v1/api-keys',
  query: z.strictObject({ ...pageQuery, of: z.optional(z.enum(['me', 'everybody'])) }),
  reply: page(apiKeyView),
  status: 200,
  permission: 'member',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 6, bytes: 200_000, p95Ms: 150 },
});
