import * as z from 'zod/mini';
import { jsonObject, operation } from '../platform/index.js';
import { attachmentIds, requestChanged, requestParams } from './views.js';

export const reviseRequest = operation({
  name: 'reviseRequest',
  summary: 'Submit a new revision; a material change voids what was signed',
  method: 'POST',
  path: '/v1/requests/{requestId}/revisions',
  params: requestParams,
  /** Without a list of files, those of the version before stay. */
  body: z.strictObject({ content: jsonObject(), attachmentIds: z.optional(attachmentIds()) }),
  reply: requestChanged,
  status: 201,
  permission: 'request.submit',
  refusals: ['attachment_unknown', 'condition_failed', 'no_step_applies', 'not_the_requester', 'request_closed', 'revision_unchanged'],
  auditAction: 'request.revised',
  idempotent: 'key',
  budget: { statements: 21, bytes: 2_000, p95Ms: 150 },
});
