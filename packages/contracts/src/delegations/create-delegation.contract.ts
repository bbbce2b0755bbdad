import * as z from 'zod/mini';
import { id, instant, line, money, operation } from '../platform/index.js';
import { delegationView } from './views.js';

export const createDelegation = operation({
  name: 'createDelegation',
  summary: 'Let another member decide in your name, from one instant to another, at most a year; for somebody else, whoever may assign roles, with a reason',
  method: 'POST',
  path: '/v1/delegations',
  body: z.strictObject({
    /** Whose place is taken; you, where it is left out. */
    principalId: z.optional(id()),
    delegateId: id(),
    startsAt: instant(),
    endsAt: instant(),
    /** Only requests of these types; of all where it is left out. */
    requestTypeIds: z.optional(z.array(id()).check(z.minLength(1), z.maxLength(50))),
    /** Only requests of up to this amount, in this currency. */
    limit: z.optional(money().check(z.refine(({ amount }) => !amount.startsWith('-'), { error: 'must not be negative', path: ['amount'] }))),
    reason: z.optional(line(400)),
  }),
  reply: delegationView,
  status: 201,
  permission: 'member',
  refusals: ['delegate_unable', 'delegation_loops', 'delegations_full', 'not_found', 'reason_required'],
  auditAction: 'delegation.created',
  idempotent: 'key',
  budget: { statements: 20, bytes: 10_000, p95Ms: 150 },
});
