import * as z from 'zod/mini';
import { digest, operation, paragraph, receipt } from '../platform/index.js';
import { effectParams, effectStates, repair, repairedStates } from './views.js';

export const repairEffect = operation({
  name: 'repairEffect',
  summary: 'Have an effect tried again that failed, is unknown or was set aside; or leave it out; or say that it is done, and how that can be seen',
  method: 'POST',
  path: '/v1/effects/{effectId}/repairs',
  params: effectParams,
  /** `state` and `shown`: as it was shown; what has changed meanwhile is looked at first. `shown` is needed where trying again would accept another address or record than was signed. */
  body: z.strictObject({ how: repair(), reason: paragraph(2000), state: z.enum(effectStates), shown: z.optional(digest()) }),
  reply: z.strictObject({ effectId: effectParams.shape.effectId, state: z.enum(repairedStates), receipt: receipt() }),
  status: 201,
  permission: 'effect.repair',
  refusals: ['not_found', 'not_waiting', 'reason_required', 'effect_changed'],
  auditAction: 'effect.repaired',
  idempotent: 'key',
  budget: { statements: 11, bytes: 2_000, p95Ms: 150 },
});
