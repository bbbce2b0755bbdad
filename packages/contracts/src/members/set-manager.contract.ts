import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { memberView } from './views.js';

export const setManager = operation({
  name: 'setManager',
  summary: "Say who a member's manager is, or that they have none: workflows can ask the managers of whoever submits",
  method: 'PUT',
  path: '/v1/members/{memberId}/manager',
  params: z.strictObject({ memberId: id() }),
  body: z.strictObject({ manager: z.nullable(z.strictObject({ memberId: id() })) }),
  reply: memberView,
  status: 200,
  permission: 'member.assign_roles',
  refusals: ['manager_loop', 'member_unknown'],
  auditAction: 'member.manager_set',
  idempotent: 'key',
  budget: { statements: 18, bytes: 8_000, p95Ms: 150 },
});
