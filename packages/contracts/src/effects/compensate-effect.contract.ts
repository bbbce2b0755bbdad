import * as z from 'zod/mini';
import { digest, growing, id, operation, paragraph, receipt } from '../platform/index.js';
import { effectParams } from './views.js';

export const compensateEffect = operation({
  name: 'compensateEffect',
  summary: 'Have undone what was carried out for the request of an effect that failed, is unknown or was set aside, or of another one of such a request: the last first; nothing more of it is begun',
  method: 'POST',
  path: '/v1/effects/{effectId}/compensations',
  params: effectParams,
  /** `shown` is the preview's: what it showed is what is done, or nothing. Of an effect of which nobody knows, this says that it was not carried out. */
  body: z.strictObject({ reason: paragraph(2000), shown: digest() }),
  /** `waiting`: effects that are under way end first. `compensated`: nothing had to be undone. */
  reply: z.strictObject({ effectId: effectParams.shape.effectId, requestId: id(), compensation: growing(['waiting', 'compensating', 'compensated']), receipt: receipt() }),
  status: 201,
  permission: 'request.reverse',
  refusals: ['not_found', 'not_waiting', 'reason_required', 'effect_changed'],
  auditAction: 'request.compensation_begun',
  idempotent: 'key',
  budget: { statements: 18, bytes: 2_000, p95Ms: 200 },
});
