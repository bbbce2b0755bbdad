import * as z from 'zod/mini';
import { operation, paragraph } from '../platform/index.js';
import { requestChanged } from '../requests/views.js';
import { taskParams } from './views.js';

export const revokeDecision = operation({
  name: 'revokeDecision',
  summary: 'Take back your decision on a task, in the time that its step allows',
  method: 'POST',
  path: '/v1/tasks/{taskId}/revocations',
  params: taskParams,
  body: z.strictObject({ reason: paragraph(2000) }),
  reply: requestChanged,
  status: 201,
  permission: 'task.decide',
  refusals: ['nothing_to_revoke', 'too_late_to_revoke', 'effects_under_way', 'request_closed', 'condition_failed', 'no_step_applies', 'reason_required'],
  auditAction: 'request.decision_revoked',
  idempotent: 'key',
  budget: { statements: 14, bytes: 2_000, p95Ms: 150 },
});
