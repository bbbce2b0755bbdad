import * as z from 'zod/mini';
import { id, idList, operation } from '../platform/index.js';
import { leftSteps } from './views.js';
import { permissionWords } from '../roles/views.js';

export const previewMemberRoles = operation({
  name: 'previewMemberRoles',
  summary: 'What a member would gain and lose by a list of roles, and whether you may give it to them',
  method: 'GET',
  path: '/v1/members/{memberId}/roles/preview',
  params: z.strictObject({ memberId: id() }),
  query: z.strictObject({ roleIds: idList() }),
  reply: z.strictObject({
    gained: z.array(permissionWords),
    lost: z.array(permissionWords),
    /** How many open tasks wait for them now. */
    waitingTasks: z.int(),
    /** Steps of live workflows that they could sign no more, nor could anybody else; empty for who may not see workflows. */
    leftToNobody: z.array(leftSteps),
    allowed: z.boolean(),
    because: z.nullable(z.string()),
  }),
  status: 200,
  permission: 'member.assign_roles',
  refusals: ['role_unknown'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 13, bytes: 20_000, p95Ms: 150 },
});
