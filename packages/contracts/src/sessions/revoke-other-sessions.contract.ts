import * as z from 'zod/mini';
import { operation } from '../platform/index.js';

export const revokeOtherSessions = operation({
  name: 'revokeOtherSessions',
  summary: 'Sign out everywhere else: end all of your sessions but the one that asks',
  method: 'DELETE',
  path: '/v1/sessions',
  reply: z.strictObject({ ended: z.int() }),
  status: 200,
  permission: 'signed_in',
  refusals: [],
  auditAction: 'session.others_revoked',
  idempotent: 'no',
  budget: { statements: 12, bytes: 1_000, p95Ms: 150 },
});
