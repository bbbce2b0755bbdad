import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { apiKeyView } from './views.js';

export const revokeApiKey = operation({
  name: 'revokeApiKey',
  summary: 'End an API key at once, everywhere: yours, or anybody’s for whoever may assign roles',
  method: 'POST',
  path: '/v1/api-keys/{apiKeyId}/revocation',
  params: z.strictObject({ apiKeyId: id() }),
  reply: apiKeyView,
  status: 200,
  permission: 'member',
  refusals: ['api_key_revoked', 'not_found'],
  auditAction: 'api_key.revoked',
  idempotent: 'key',
  budget: { statements: 14, bytes: 6_000, p95Ms: 150 },
});
