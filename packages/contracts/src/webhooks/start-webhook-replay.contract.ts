import * as z from 'zod/mini';
import { digest, instant, operation } from '../platform/index.js';
import { endpointParams, replayOnly, webhookReplayView } from './views.js';

export const startWebhookReplay = operation({
  name: 'startWebhookReplay',
  summary: 'Send deliveries again as a preview showed, the first wanted first, each with its own webhook-id',
  method: 'POST',
  path: '/v1/webhook-endpoints/{endpointId}/replays',
  params: endpointParams,
  body: z.strictObject({ since: z.nullable(instant()), until: instant(), only: replayOnly(), planDigest: digest() }),
  reply: webhookReplayView,
  status: 201,
  permission: 'webhook_endpoint.define',
  refusals: ['endpoint_inactive', 'nothing_to_replay', 'plan_changed', 'replay_under_way'],
  auditAction: 'webhook_endpoint.replay_started',
  idempotent: 'key',
  budget: { statements: 14, bytes: 2_000, p95Ms: 300 },
});
