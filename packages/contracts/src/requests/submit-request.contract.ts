import * as z from 'zod/mini';
import { id, jsonObject, operation } from '../platform/index.js';
import { requestChanged } from './views.js';

export const submitRequest = operation({
  name: 'submitRequest',
  summary: 'Submit a request: its first revision, and the run that decides on it',
  method: 'POST',
  path: '/v1/requests',
  body: z.strictObject({ requestTypeId: id(), content: jsonObject() }),
  reply: requestChanged,
  status: 201,
  permission: 'request.submit',
  refusals: ['condition_failed', 'invalid_input', 'no_step_applies', 'not_found', 'workflow_not_published'],
  auditAction: 'request.submitted',
  idempotent: 'key',
  budget: { statements: 16, bytes: 2_000, p95Ms: 150 },
});
