import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { webhookReplayView } from './views.js';

export const stopWebhookReplay = operation({
  name: 'stopWebhookReplay',
  summary: 'Stop sending again: what was sent stays sent, the others are left as they are',
  method: 'POST',
  path: '/v1/webhook-replays/{replayId}/stop',
  params: z.strictObject({ replayId: id() }),
  reply: webhookReplayView,
  status: 200,
  permission: 'webhook_endpoint.define',
  refusals: ['replay_over'],
  auditAction: 'webhook_endpoint.replay_stopped',
  idempotent: 'key',
  budget: { statements: 11, bytes: 2_000, p95Ms: 150 },
});
