import * as z from 'zod/mini';
import { keyScopes, line, operation } from '../platform/index.js';
import { apiKeyDaysMax, apiKeyView, keyScope } from './views.js';

export const createApiKey = operation({
  name: 'createApiKey',
  summary: 'Make an API key that acts as you, within the permissions that it names; its text is shown in this answer and never again',
  method: 'POST',
  path: '/v1/api-keys',
  body: z.strictObject({
    name: line(120),
    /** Permissions that you have. What your roles lose, the key loses; it gains nothing. */
    scopes: z.array(keyScope()).check(z.minLength(1), z.maxLength(keyScopes.length)),
    /** In how many days it expires; 90 where it is left out. */
    expiresInDays: z.optional(z.int().check(z.minimum(1), z.maximum(apiKeyDaysMax))),
  }),
  reply: z.strictObject({ ...apiKeyView.shape, secret: z.string() }),
  status: 201,
  permission: 'member',
  refusals: ['api_keys_full'],
  auditAction: 'api_key.created',
  idempotent: 'key',
  budget: { statements: 14, bytes: 6_000, p95Ms: 150 },
});
