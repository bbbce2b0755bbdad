import * as z from 'zod/mini';
import { digest, id, operation, paragraph } from '../platform/index.js';
import { verdict } from '../requests/views.js';
import { decisionReply, taskParams } from './views.js';

/**
 * Decides a task. Both digests say what was shown; where the revision or the consequences have changed since,
 * nothing is recorded and the refusal carries what is new.
 */
export const decideRequest = operation({
  name: 'decideRequest',
  summary: 'Approve, reject or request changes, bound to exactly what was shown',
  method: 'POST',
  path: '/v1/tasks/{taskId}/decisions',
  params: taskParams,
  body: z.strictObject({
    verdict: verdict(),
    revisionDigest: digest(),
    consequencesDigest: digest(),
    reason: z.optional(z.nullable(paragraph(4000))),
    /** Whose place you take, where a delegation lets you. */
    onBehalfOf: z.optional(id()),
  }),
  reply: decisionReply,
  status: 201,
  permission: 'task.decide',
  refusals: ['already_decided', 'condition_failed', 'consequences_changed', 'not_a_candidate', 'own_request', 'reason_required', 'record_not_read', 'revision_superseded', 'sign_for_yourself', 'step_up_required', 'task_closed'],
  auditAction: 'request.decided',
  idempotent: 'key',
  budget: { statements: 11, bytes: 2_000, p95Ms: 100 },
});
