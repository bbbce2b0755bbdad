import * as z from 'zod/mini';
import { id, operation, receipt } from '../platform/index.js';
import { requestParams } from './views.js';

export const watchRequest = operation({
  name: 'watchRequest',
  summary: 'Begin or stop to be told of decisions, notes, new versions and the end of a request that you may see',
  method: 'PUT',
  path: '/v1/requests/{requestId}/watch',
  params: requestParams,
  body: z.strictObject({ watching: z.boolean() }),
  reply: z.strictObject({ requestId: id(), watching: z.boolean(), receipt: receipt() }),
  status: 200,
  permission: 'request.read',
  refusals: [],
  auditAction: 'request.watched',
  idempotent: 'key',
  budget: { statements: 12, bytes: 1_000, p95Ms: 150 },
});
