import * as z from 'zod/mini';
import { id, line, operation } from '../platform/index.js';

export const createTenant = operation({
  name: 'createTenant',
  summary: 'Create a company with its starting roles; you become its first admin, and it your active company',
  method: 'POST',
  path: '/v1/tenants',
  body: z.strictObject({ name: line(120) }),
  reply: z.strictObject({ memberId: id(), tenantName: z.string() }),
  status: 201,
  permission: 'signed_in',
  refusals: ['rate_limited'],
  auditAction: 'tenant.created',
  idempotent: 'key',
  budget: { statements: 17, bytes: 2_000, p95Ms: 150 },
});
