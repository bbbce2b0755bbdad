import * as z from 'zod/mini';
import { id, money, operation } from '../platform/index.js';
import { authorityHolder, authorityLimitView } from './views.js';

export const setAuthorityLimit = operation({
  name: 'setAuthorityLimit',
  summary: 'Say how much a role or a member may approve, of one request type or of all, in one currency; this takes the place of what was said before',
  method: 'PUT',
  path: '/v1/authority-limits',
  body: z.strictObject({
    holder: authorityHolder,
    /** Null for every request type. */
    requestTypeId: z.nullable(id()),
    limit: money().check(z.refine(({ amount }) => !amount.startsWith('-'), { error: 'must not be negative', path: ['amount'] })),
  }),
  reply: authorityLimitView,
  status: 200,
  permission: 'authority_limit.define',
  refusals: ['not_found'],
  auditAction: 'authority_limit.set',
  idempotent: 'key',
  budget: { statements: 16, bytes: 2_000, p95Ms: 150 },
});
