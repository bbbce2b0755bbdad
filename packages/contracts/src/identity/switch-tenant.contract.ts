import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';

export const switchTenant = operation({
  name: 'switchTenant',
  summary: 'Make another of your memberships the active one of this session',
  method: 'PUT',
  path: '/v1/session/active-membership',
  body: z.strictObject({ memberId: id() }),
  reply: z.strictObject({ memberId: id(), tenantName: z.string() }),
  status: 200,
  permission: 'signed_in',
  refusals: ['not_found'],
  auditAction: 'session.tenant_switched',
  idempotent: 'key',
  budget: { statements: 12, bytes: 1_000, p95Ms: 150 },
});
