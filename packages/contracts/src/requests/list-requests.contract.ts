import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { requestStatus, requestSummary } from './views.js';

export const listRequests = operation({
  name: 'listRequests',
  summary: 'List the requests that you may see, newest first',
  method: 'GET',
  path: '/v1/requests',
  query: z.strictObject({ ...pageQuery, status: z.optional(requestStatus()), requester: z.optional(z.literal('me')) }),
  reply: page(requestSummary),
  status: 200,
  permission: 'request.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 120_000, p95Ms: 150 },
});
