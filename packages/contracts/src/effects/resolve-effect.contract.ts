import * as z from 'zod/mini';
import { growing, id, operation, paragraph, receipt } from '../platform/index.js';

export const resolveEffect = operation({
  name: 'resolveEffect',
  summary: 'Say that what you were asked to do, or what had to be undone, is done and how that can be seen; or that it could not be done, and why',
  method: 'POST',
  path: '/v1/effects/{effectId}/resolutions',
  params: z.strictObject({ effectId: id() }),
  /** `outcome` is `done` where it is left out. Only what somebody was asked to do can be `not_done`; `evidence` says why, then. */
  body: z.strictObject({ evidence: paragraph(2000), outcome: z.optional(z.enum(['done', 'not_done'])) }),
  reply: z.strictObject({ effectId: id(), requestId: id(), state: growing(['resolved', 'failed']), receipt: receipt() }),
  status: 201,
  /** Of what was asked: those asked, and who may repair effects. Of what has to be undone by hand: who may reverse. */
  permission: 'member',
  keyScope: 'request.reverse',
  refusals: ['not_found', 'not_waiting', 'reason_required'],
  auditAction: 'effect.resolved',
  idempotent: 'key',
  budget: { statements: 14, bytes: 2_000, p95Ms: 150 },
});
