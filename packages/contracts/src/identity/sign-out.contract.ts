import * as z from 'zod/mini';
import { operation } from '../platform/index.js';

export const signOut = operation({
  name: 'signOut',
  summary: 'Sign out: the session ends at once, everywhere',
  method: 'POST',
  path: '/v1/auth/sign-out',
  reply: z.object({ success: z.boolean() }),
  status: 200,
  permission: 'signed_in',
  refusals: [],
  auditAction: 'user.signed_out',
  idempotent: 'no',
  budget: { statements: 12, bytes: 1_000, p95Ms: 150 },
  external: 'better-auth',
});
