import * as z from 'zod/mini';
import { operation, paragraph } from '../platform/index.js';
import { requestChanged, requestParams } from './views.js';

export const withdrawRequest = operation({
  name: 'withdrawRequest',
  summary: 'Withdraw a request that has not ended',
  method: 'POST',
  path: '/v1/requests/{requestId}/withdrawals',
  params: requestParams,
  body: z.strictObject({ reason: z.optional(paragraph(2000)) }),
  reply: requestChanged,
  status: 201,
  permission: 'request.submit',
  refusals: ['not_the_requester', 'request_closed', 'effects_under_way'],
  auditAction: 'request.withdrawn',
  idempotent: 'key',
  budget: { statements: 14, bytes: 2_000, p95Ms: 150 },
});
