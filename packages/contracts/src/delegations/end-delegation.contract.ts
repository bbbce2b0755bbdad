import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { delegationView } from './views.js';

export const endDelegation = operation({
  name: 'endDelegation',
  summary: 'End a delegation before its time, at once: by either of the two, or by whoever may assign roles',
  method: 'POST',
  path: '/v1/delegations/{delegationId}/end',
  params: z.strictObject({ delegationId: id() }),
  reply: delegationView,
  status: 200,
  permission: 'member',
  refusals: ['delegation_over', 'not_found'],
  auditAction: 'delegation.ended',
  idempotent: 'key',
  budget: { statements: 14, bytes: 10_000, p95Ms: 150 },
});
