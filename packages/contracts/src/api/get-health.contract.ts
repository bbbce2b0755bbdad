import * as z from 'zod/mini';
import { operation } from '../platform/index.js';

export const getHealth = operation({
  name: 'getHealth',
  summary: 'Whether this process can serve: it answers 503 while the database does not',
  method: 'GET',
  path: '/v1/health',
  reply: z.strictObject({ status: z.literal('ok') }),
  status: 200,
  permission: 'public',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 1, bytes: 200, p95Ms: 50 },
});
