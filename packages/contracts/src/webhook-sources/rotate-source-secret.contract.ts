import * as z from 'zod/mini';
import { operation } from '../platform/index.js';
import { sourceParams, sourceSecret, webhookSourceView } from './views.js';

const overlapSecondsMax = 7 * 24 * 3600;

export const rotateSourceSecret = operation({
  name: 'rotateSourceSecret',
  summary: 'Give a source a new secret, shown in this answer and never again; those before it still verify for as long as is said',
  method: 'POST',
  path: '/v1/webhook-sources/{sourceId}/secrets',
  params: sourceParams,
  body: z.strictObject({ secret: sourceSecret(), oldValidForSeconds: z.int().check(z.minimum(0), z.maximum(overlapSecondsMax)) }),
  reply: z.strictObject({ ...webhookSourceView.shape, secret: z.string() }),
  status: 201,
  permission: 'webhook_source.define',
  refusals: ['secrets_full'],
  auditAction: 'webhook_source.secret_rotated',
  idempotent: 'key',
  budget: { statements: 10, bytes: 60_000, p95Ms: 150 },
});
