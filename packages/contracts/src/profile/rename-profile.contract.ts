import * as z from 'zod/mini';
import { line, operation } from '../platform/index.js';

export const renameProfile = operation({
  name: 'renameProfile',
  summary: 'Change your name. Your other companies show it as soon as the change has been copied there',
  method: 'PUT',
  path: '/v1/profile/name',
  body: z.strictObject({ name: line(120) }),
  reply: z.strictObject({ name: z.string() }),
  status: 200,
  permission: 'member',
  refusals: [],
  auditAction: 'profile.renamed',
  idempotent: 'key',
  budget: { statements: 12, bytes: 1_000, p95Ms: 150 },
});
