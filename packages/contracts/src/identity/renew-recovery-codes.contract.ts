import * as z from 'zod/mini';
import { operation } from '../platform/index.js';
import { recoveryCodes } from './views.js';

export const renewRecoveryCodes = operation({
  name: 'renewRecoveryCodes',
  summary: 'Make new recovery codes, shown this once; those before are good for nothing any more. Needs a freshly proved second factor',
  method: 'POST',
  path: '/v1/second-factor/recovery-codes',
  reply: z.strictObject({ recoveryCodes: recoveryCodes() }),
  status: 201,
  permission: 'member',
  refusals: ['second_factor_missing', 'step_up_required'],
  auditAction: 'second_factor.recovery_codes_renewed',
  idempotent: 'key',
  budget: { statements: 14, bytes: 2_000, p95Ms: 150 },
});
