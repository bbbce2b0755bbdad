import * as z from 'zod/mini';
import { operation, paragraph } from '../platform/index.js';
import { requestTypeName, requestTypeVersionFields, requestTypeView } from './views.js';

export const createRequestType = operation({
  name: 'createRequestType',
  summary: 'Create a request type: what can be requested, with its form and the workflow it starts',
  method: 'POST',
  path: '/v1/request-types',
  body: z.strictObject({ name: requestTypeName(), description: z.optional(paragraph(2000)), ...requestTypeVersionFields }),
  reply: requestTypeView,
  status: 201,
  permission: 'request_type.define',
  refusals: ['form_invalid', 'name_taken', 'not_found'],
  auditAction: 'request_type.created',
  idempotent: 'key',
  budget: { statements: 12, bytes: 40_000, p95Ms: 150 },
});
