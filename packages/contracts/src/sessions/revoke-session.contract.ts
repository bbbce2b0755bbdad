import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';

export const revokeSession = operation({
  name: 'revokeSession',
  summary: 'End one of your sessions: it is refused from the next call on, and its open streams end within a second',
  method: 'DELETE',
  path: '/v1/sessions/{sessionId}',
  params: z.strictObject({ sessionId: id() }),
  reply: z.strictObject({ ended: z.int() }),
  status: 200,
  permission: 'signed_in',
  refusals: ['not_found'],
  auditAction: 'session.revoked',
  idempotent: 'no',
  budget: { statements: 12, bytes: 1_000, p95Ms: 150 },
});
