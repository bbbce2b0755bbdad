import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { groupParams, groupView } from './views.js';

export const addGroupMembers = operation({
  name: 'addGroupMembers',
  summary: 'Add members to a group; requests that stopped for want of somebody in it go on',
  method: 'POST',
  path: '/v1/groups/{groupId}/members',
  params: groupParams,
  body: z.strictObject({ memberIds: z.array(id()).check(z.minLength(1), z.maxLength(50)) }),
  reply: groupView,
  status: 200,
  permission: 'group.define',
  refusals: ['member_unknown'],
  auditAction: 'group.members_added',
  idempotent: 'key',
  budget: { statements: 14, bytes: 2_000, p95Ms: 150 },
});
