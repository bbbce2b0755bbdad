import * as z from 'zod/mini';
import { jsonObject, operation } from '../platform/index.js';
import { requestChanged, requestParams } from './views.js';

export const reviseRequest = operation({
  name: 'reviseRequest',
  summary: 'Submit a new revision; a material change voids what was signed',
  method: 'POST',
  path: '/v1/requests/{requestId}/revisions',
  params: requestParams,
  body: z.strictObject({ content: jsonObject() }),
  reply: requestChanged,
  status: 201,
  permission: 'request.submit',
  refusals: ['condition_failed', 'no_step_applies', 'not_the_requester', 'request_closed', 'revision_unchanged'],
  auditAction: 'request.revised',
  idempotent: 'key',
  budget: { statements: 18, bytes: 2_000, p95Ms: 150 },
});
