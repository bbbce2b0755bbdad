import * as z from 'zod/mini';
import { id, line, operation, receipt } from '../platform/index.js';
import { memberRef } from '../requests/views.js';
import { taskParams } from './views.js';

/** Whoever may ask others to decide may do it for every open task, and an approver for one that waits for them. */
export const addSigner = operation({
  name: 'addSigner',
  summary: 'Have one more member sign an open step, besides those whom it asks for; it holds each time that the step is asked, until it is taken back',
  method: 'POST',
  path: '/v1/tasks/{taskId}/signers',
  params: taskParams,
  body: z.strictObject({ memberId: id(), reason: line(500) }),
  reply: z.strictObject({ taskId: id(), requestId: id(), signer: memberRef(), /** How many must sign the step now. */ quorum: z.int(), receipt: receipt() }),
  status: 201,
  permission: 'member',
  keyScope: 'task.decide',
  refusals: ['asked_already', 'cannot_be_asked', 'must_differ', 'own_request', 'reason_required', 'task_closed'],
  auditAction: 'task.signer_added',
  idempotent: 'key',
  budget: { statements: 14, bytes: 2_000, p95Ms: 150 },
});
