import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { requestTypeView } from './views.js';

export const listRequestTypes = operation({
  name: 'listRequestTypes',
  summary: 'List what can be requested, each with its latest version',
  method: 'GET',
  path: '/v1/request-types',
  query: z.strictObject(pageQuery),
  reply: page(requestTypeView),
  status: 200,
  permission: 'request_type.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 400_000, p95Ms: 150 },
});
