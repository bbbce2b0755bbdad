import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { groupView } from './views.js';

export const removeGroupMember = operation({
  name: 'removeGroupMember',
  summary: 'Take a member out of a group: tasks that those left cannot complete are asked anew',
  method: 'DELETE',
  path: '/v1/groups/{groupId}/members/{memberId}',
  params: z.strictObject({ groupId: id(), memberId: id() }),
  /** How many requests were asked of others, or stopped, because nobody else had been asked. */
  reply: z.strictObject({ ...groupView.shape, requestsAskedAnew: z.int() }),
  status: 200,
  permission: 'group.define',
  refusals: ['invalid_input'],
  auditAction: 'group.member_removed',
  idempotent: 'key',
  budget: { statements: 14, bytes: 2_000, p95Ms: 150 },
});
