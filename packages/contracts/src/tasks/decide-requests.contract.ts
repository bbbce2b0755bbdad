import * as z from 'zod/mini';
import { digest, id, operation, paragraph } from '../platform/index.js';
import { verdict } from '../requests/views.js';
import { decisionReply, decisionsMax, itemRefused } from './views.js';

/**
 * Decides several tasks of one request type. Each is a decision of its own: bound to what was shown of it, in a transaction of its own,
 * under a key made of this call's and its task. Sent again with the same key, what was recorded is answered as before, and the rest is tried again.
 */
export const decideRequests = operation({
  name: 'decideRequests',
  summary: 'Decide several tasks of one request type, each bound to what was shown of it; a result per task',
  method: 'POST',
  path: '/v1/decisions',
  body: z.strictObject({
    decisions: z
      .array(z.strictObject({ taskId: id(), verdict: verdict(), revisionDigest: digest(), consequencesDigest: digest(), reason: z.optional(z.nullable(paragraph(4000))) }))
      .check(z.minLength(1), z.maxLength(decisionsMax), z.refine((items) => new Set(items.map(({ taskId }) => taskId)).size === items.length, 'must name each task once')),
  }),
  /** One for each, in the order of the call. */
  reply: z.strictObject({
    results: z.array(
      z.discriminatedUnion('outcome', [
        z.strictObject({ outcome: z.literal('recorded'), decision: decisionReply }),
        z.strictObject({ outcome: z.literal('refused'), problem: itemRefused }),
      ]),
    ),
  }),
  status: 201,
  permission: 'task.decide',
  refusals: ['types_mixed'],
  auditAction: 'request.decided',
  idempotent: 'key',
  // Of fifty.
  budget: { statements: 510, bytes: 100_000, p95Ms: 3_000 },
});
export type DecisionsReply = z.infer<typeof decideRequests.reply>;
