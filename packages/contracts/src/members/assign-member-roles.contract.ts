import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { memberView } from './views.js';

export const assignMemberRoles = operation({
  name: 'assignMemberRoles',
  summary: 'Set the roles of a member: this list replaces the one before',
  method: 'PUT',
  path: '/v1/members/{memberId}/roles',
  params: z.strictObject({ memberId: id() }),
  body: z.strictObject({ roleIds: z.array(id()).check(z.maxLength(50)) }),
  reply: memberView,
  status: 200,
  permission: 'member.assign_roles',
  refusals: ['last_admin', 'role_unknown'],
  auditAction: 'member.roles_assigned',
  idempotent: 'key',
  budget: { statements: 16, bytes: 8_000, p95Ms: 150 },
});
