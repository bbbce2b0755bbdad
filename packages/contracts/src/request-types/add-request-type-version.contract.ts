import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { requestTypeVersionFields, requestTypeVersionView } from './views.js';

export const addRequestTypeVersion = operation({
  name: 'addRequestTypeVersion',
  summary: 'Add a version to a request type; new requests use it, those submitted keep theirs',
  method: 'POST',
  path: '/v1/request-types/{requestTypeId}/versions',
  params: z.strictObject({ requestTypeId: id() }),
  body: z.strictObject(requestTypeVersionFields),
  reply: requestTypeVersionView,
  status: 201,
  permission: 'request_type.define',
  refusals: ['form_invalid'],
  auditAction: 'request_type.version_added',
  idempotent: 'key',
  budget: { statements: 12, bytes: 40_000, p95Ms: 150 },
});
