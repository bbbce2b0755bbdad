import * as z from 'zod/mini';
import { id, instant, operation } from '../platform/index.js';
import { memberView } from './views.js';

export const setMemberExpiry = operation({
  name: 'setMemberExpiry',
  summary: 'Say until when somebody is a member, or that it does not end: from then on they are removed',
  method: 'PUT',
  path: '/v1/members/{memberId}/expiry',
  params: z.strictObject({ memberId: id() }),
  body: z.strictObject({ expiresAt: z.nullable(instant()) }),
  reply: memberView,
  status: 200,
  permission: 'member.assign_roles',
  refusals: ['last_admin'],
  auditAction: 'member.expiry_set',
  idempotent: 'key',
  budget: { statements: 14, bytes: 8_000, p95Ms: 150 },
});
