import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { requestQuery, requestSummary } from './views.js';

export const listRequests = operation({
  name: 'listRequests',
  summary: 'List the requests that you may see, newest first; a page may hold fewer than asked for and still have a next one',
  method: 'GET',
  path: '/v1/requests',
  query: z.strictObject({ ...pageQuery, ...requestQuery }),
  reply: page(requestSummary),
  status: 200,
  permission: 'request.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 7, bytes: 120_000, p95Ms: 150 },
});
