import * as z from 'zod/mini';
import { operation } from '../platform/index.js';
import { recoveryCodes, secondFactorCode } from './views.js';

export const confirmSecondFactor = operation({
  name: 'confirmSecondFactor',
  summary: 'Confirm a second factor by a code of the authenticator app; from then on signing in asks for one. The recovery codes are shown this once',
  method: 'POST',
  path: '/v1/second-factor/confirmation',
  body: z.strictObject({ code: secondFactorCode() }),
  reply: z.strictObject({ recoveryCodes: recoveryCodes() }),
  status: 201,
  permission: 'member',
  refusals: ['second_factor_exists', 'second_factor_missing', 'second_factor_wrong'],
  auditAction: 'second_factor.confirmed',
  idempotent: 'key',
  budget: { statements: 14, bytes: 2_000, p95Ms: 150 },
});
