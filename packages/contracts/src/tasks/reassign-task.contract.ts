import * as z from 'zod/mini';
import { id, line, operation, receipt } from '../platform/index.js';
import { memberRef } from '../requests/views.js';
import { taskParams } from './views.js';

export const reassignTask = operation({
  name: 'reassignTask',
  summary: 'Ask others to decide a task, besides those who are asked or instead of them; who may not sign it cannot be asked',
  method: 'POST',
  path: '/v1/tasks/{taskId}/reassignments',
  params: taskParams,
  body: z.strictObject({
    memberIds: z.array(id()).check(z.minLength(1), z.maxLength(10)),
    /** False to ask them besides. Who signed already stays, and so does the signature. */
    instead: z.boolean(),
    reason: line(500),
  }),
  reply: z.strictObject({ taskId: id(), requestId: id(), asked: z.array(memberRef()), receipt: receipt() }),
  status: 200,
  permission: 'task.reassign',
  refusals: ['cannot_be_asked', 'must_differ', 'nobody_new', 'own_request', 'reason_required', 'task_closed'],
  auditAction: 'task.reassigned',
  idempotent: 'key',
  budget: { statements: 14, bytes: 4_000, p95Ms: 150 },
});
