import * as z from 'zod/mini';
import { apiKeyView, keyScope } from '../api-keys/views.js';
import { operation } from '../platform/index.js';
import { screenFrame } from './views.js';

/** As many as one sheet shows; `listApiKeys` goes on. */
export const apiKeysShownMax = 100;

export const showApiKeys = operation({
  name: 'showApiKeys',
  summary: 'Draws your API keys, what a new one may name, and for whoever may assign roles the keys of everybody else',
  method: 'GET',
  path: '/v1/screens/api-keys',
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      keys: z.array(apiKeyView),
      /** Null for whoever may not see them. */
      others: z.nullable(z.array(apiKeyView)),
      /** All that a key can name, in words, under the heading that it has among the permissions of roles, and whether one of yours may name it now. */
      scopes: z.array(z.strictObject({ permission: keyScope(), sentence: z.string(), held: z.boolean(), group: z.string() })),
    }),
  }),
  status: 200,
  permission: 'member',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 10, bytes: 200_000, p95Ms: 150 },
});
export type ApiKeysScreen = z.infer<typeof showApiKeys.reply>;
