import * as z from 'zod/mini';
import { id, operation, page, pageQuery } from '../platform/index.js';
import { delegationView } from './views.js';

export const listDelegations = operation({
  name: 'listDelegations',
  summary: 'Delegations by you and to you, the latest first; those of another member for whoever may see members',
  method: 'GET',
  path: '/v1/delegations',
  query: z.strictObject({ ...pageQuery, memberId: z.optional(id()) }),
  reply: page(delegationView),
  status: 200,
  permission: 'member',
  keyScope: 'task.decide',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 6, bytes: 200_000, p95Ms: 150 },
});
