import * as z from 'zod/mini';
import { id, jsonObject, operation } from '../platform/index.js';
import { attachmentIds, requestChanged } from './views.js';

export const relatedRequestsMax = 20;

export const submitRequest = operation({
  name: 'submitRequest',
  summary: 'Submit a request: its first revision, and the run that decides on it',
  method: 'POST',
  path: '/v1/requests',
  body: z.strictObject({
    requestTypeId: id(),
    content: jsonObject(),
    attachmentIds: z.optional(attachmentIds()),
    /** Requests that you may see and that this one is about, such as the permit that a declaration belongs to. */
    relatedRequestIds: z.optional(z.array(id()).check(z.maxLength(relatedRequestsMax))),
  }),
  reply: requestChanged,
  status: 201,
  permission: 'request.submit',
  refusals: ['attachment_unknown', 'condition_failed', 'invalid_input', 'no_step_applies', 'not_found', 'related_request_unknown', 'workflow_not_published'],
  auditAction: 'request.submitted',
  idempotent: 'key',
  budget: { statements: 18, bytes: 2_000, p95Ms: 150 },
});
