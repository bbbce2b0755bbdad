import * as z from 'zod/mini';
import { id, instant, operation } from '../platform/index.js';
import { endpointParams, signingSecret } from './views.js';

/** Time enough for a working day to begin everywhere. */
export const keepOldHoursDefault = 24;

export const rotateWebhookSecret = operation({
  name: 'rotateWebhookSecret',
  summary: 'Make a new signing secret, shown in this answer and never again; what there was stays valid for some hours, and every webhook is signed with each that is valid',
  method: 'POST',
  path: '/v1/webhook-endpoints/{endpointId}/secrets',
  params: endpointParams,
  body: z.strictObject({
    /** How long those that there are stay valid at most, up to a week; 0 ends them at once. 24 where nothing is said. */
    keepOldHours: z.optional(z.int().check(z.gte(0), z.lte(168))),
    secret: z.optional(signingSecret()),
  }),
  reply: z.strictObject({ id: id(), endpointId: id(), secret: z.string(), createdAt: instant(), oldValidUntil: instant() }),
  status: 201,
  permission: 'webhook_endpoint.define',
  refusals: ['secrets_full'],
  auditAction: 'webhook_endpoint.secret_rotated',
  idempotent: 'key',
  budget: { statements: 12, bytes: 2_000, p95Ms: 150 },
});
