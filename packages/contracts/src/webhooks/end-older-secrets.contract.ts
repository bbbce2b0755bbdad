import * as z from 'zod/mini';
import { id, instant, operation } from '../platform/index.js';
import { endpointParams } from './views.js';

export const endOlderSecrets = operation({
  name: 'endOlderSecrets',
  summary: 'End at once every signing secret of a webhook endpoint but the newest: receivers that know an older one only refuse what is sent from then on',
  method: 'POST',
  path: '/v1/webhook-endpoints/{endpointId}/secrets/end-older',
  params: endpointParams,
  reply: z.strictObject({ endpointId: id(), endedAt: instant(), ended: z.int() }),
  status: 200,
  permission: 'webhook_endpoint.define',
  refusals: ['no_older_secret'],
  auditAction: 'webhook_endpoint.secrets_ended',
  idempotent: 'key',
  budget: { statements: 10, bytes: 1_000, p95Ms: 150 },
});
