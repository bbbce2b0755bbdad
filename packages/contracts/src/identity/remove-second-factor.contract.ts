import * as z from 'zod/mini';
import { operation } from '../platform/index.js';

export const removeSecondFactor = operation({
  name: 'removeSecondFactor',
  summary: 'Remove your second factor, with its recovery codes; signing in asks for none any more. Needs it to be freshly proved',
  method: 'POST',
  path: '/v1/second-factor/removal',
  reply: z.strictObject({ removed: z.literal(true) }),
  status: 200,
  permission: 'member',
  refusals: ['second_factor_missing', 'step_up_required'],
  auditAction: 'second_factor.removed',
  idempotent: 'key',
  budget: { statements: 14, bytes: 1_000, p95Ms: 150 },
});
