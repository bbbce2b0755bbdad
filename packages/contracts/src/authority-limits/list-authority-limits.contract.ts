import * as z from 'zod/mini';
import { id, operation, page, pageQuery } from '../platform/index.js';
import { authorityLimitView } from './views.js';

export const listAuthorityLimits = operation({
  name: 'listAuthorityLimits',
  summary: 'List how much roles and members may approve; only those of one role or member where one is named',
  method: 'GET',
  path: '/v1/authority-limits',
  query: z.strictObject({ ...pageQuery, holderId: z.optional(id()) }),
  reply: page(authorityLimitView),
  status: 200,
  permission: 'role.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 60_000, p95Ms: 150 },
});
