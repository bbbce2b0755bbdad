import * as z from 'zod/mini';
import { id, line, operation } from '../platform/index.js';
import { requestChanged, requestParams } from '../requests/views.js';

/** About a step and no task: a step that stopped because they cannot sign it has none. */
export const removeSigner = operation({
  name: 'removeSigner',
  summary: 'Take back that somebody was added to a step, as long as they have not signed; a step that lacked nothing else passes',
  method: 'POST',
  path: '/v1/requests/{requestId}/signer-removals',
  params: requestParams,
  body: z.strictObject({ stepId: z.string().check(z.minLength(1), z.maxLength(40)), memberId: id(), reason: line(500) }),
  reply: requestChanged,
  status: 201,
  permission: 'member',
  keyScope: 'task.decide',
  refusals: ['already_decided', 'condition_failed', 'no_step_applies', 'not_added', 'reason_required', 'request_closed'],
  auditAction: 'task.signer_removed',
  idempotent: 'key',
  budget: { statements: 14, bytes: 2_000, p95Ms: 150 },
});
