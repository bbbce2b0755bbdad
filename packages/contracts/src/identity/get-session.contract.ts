import * as z from 'zod/mini';
import { growing, id, operation, permissions } from '../platform/index.js';

export const getSession = operation({
  name: 'getSession',
  summary: 'Who you are signed in as, your companies, and which one is active',
  method: 'GET',
  path: '/v1/session',
  reply: z.strictObject({
    user: z.strictObject({ name: z.string(), email: z.string() }),
    /** The most recently active first, at most 100. */
    memberships: z.array(z.strictObject({ memberId: id(), tenantName: z.string() })),
    activeMemberId: z.nullable(id()),
    permissions: z.array(growing(permissions)),
  }),
  status: 200,
  permission: 'signed_in',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 3, bytes: 60_000, p95Ms: 150 },
});
