import * as z from 'zod/mini';
import { operation, paragraph } from '../platform/index.js';
import { requestChanged, requestParams } from './views.js';

export const cancelRequest = operation({
  name: 'cancelRequest',
  summary: 'End a request for its requester, before anything of it is carried out',
  method: 'POST',
  path: '/v1/requests/{requestId}/cancellations',
  params: requestParams,
  body: z.strictObject({ reason: paragraph(2000) }),
  reply: requestChanged,
  status: 201,
  permission: 'request.cancel',
  refusals: ['request_closed', 'effects_under_way', 'reason_required'],
  auditAction: 'request.cancelled',
  idempotent: 'key',
  budget: { statements: 14, bytes: 2_000, p95Ms: 150 },
});
