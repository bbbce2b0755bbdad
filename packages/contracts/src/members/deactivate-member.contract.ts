import * as z from 'zod/mini';
import { id, operation, paragraph } from '../platform/index.js';

export const deactivateMember = operation({
  name: 'deactivateMember',
  summary: 'Remove a member: from the next call on they belong to this company no more; what they signed stays',
  method: 'POST',
  path: '/v1/members/{memberId}/deactivation',
  params: z.strictObject({ memberId: id() }),
  body: z.strictObject({ reason: z.optional(paragraph(500)) }),
  /** How many requests were asked of others, or stopped, because nobody else had been asked. */
  reply: z.strictObject({ id: id(), name: z.string(), requestsAskedAnew: z.int() }),
  status: 200,
  permission: 'member.assign_roles',
  refusals: ['last_admin'],
  auditAction: 'member.deactivated',
  idempotent: 'key',
  budget: { statements: 20, bytes: 2_000, p95Ms: 150 },
});
