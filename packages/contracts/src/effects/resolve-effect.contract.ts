import * as z from 'zod/mini';
import { id, operation, paragraph, receipt } from '../platform/index.js';

export const resolveEffect = operation({
  name: 'resolveEffect',
  summary: 'Say that what had to be undone is undone, and how that can be seen',
  method: 'POST',
  path: '/v1/effects/{effectId}/resolutions',
  params: z.strictObject({ effectId: id() }),
  body: z.strictObject({ evidence: paragraph(2000) }),
  reply: z.strictObject({ effectId: id(), requestId: id(), receipt: receipt() }),
  status: 201,
  permission: 'request.reverse',
  refusals: ['not_found', 'not_waiting', 'reason_required'],
  auditAction: 'effect.resolved',
  idempotent: 'key',
  budget: { statements: 10, bytes: 2_000, p95Ms: 150 },
});
