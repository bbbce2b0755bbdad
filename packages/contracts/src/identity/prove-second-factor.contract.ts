import * as z from 'zod/mini';
import { instant, operation } from '../platform/index.js';
import { secondFactorCode, secondFactorKind } from './views.js';

export const proveSecondFactor = operation({
  name: 'proveSecondFactor',
  summary: 'Prove the second factor anew for this session, by a code of the authenticator app or a recovery code; each is good once. What needs it may be done for a few minutes',
  method: 'POST',
  path: '/v1/session/second-factor',
  body: z.strictObject({ code: secondFactorCode() }),
  reply: z.strictObject({ by: secondFactorKind(), provedAt: instant(), freshUntil: instant() }),
  status: 200,
  permission: 'member',
  refusals: ['second_factor_missing', 'second_factor_wrong'],
  auditAction: 'session.stepped_up',
  idempotent: 'key',
  budget: { statements: 14, bytes: 1_000, p95Ms: 150 },
});
