import * as z from 'zod/mini';
import { digest, operation, paragraph } from '../platform/index.js';
import { requestChanged, requestParams } from './views.js';

export const reverseRequest = operation({
  name: 'reverseRequest',
  summary: 'Undo an approved request, its effects in reverse order',
  method: 'POST',
  path: '/v1/requests/{requestId}/reversals',
  params: requestParams,
  /** `rejected`: rejected after all, which is what its requester is told. The digest is the preview's: what it showed is what is done, or nothing. */
  body: z.strictObject({ reason: paragraph(2000), outcome: z.enum(['reversed', 'rejected']), consequencesDigest: digest() }),
  reply: requestChanged,
  status: 201,
  permission: 'request.reverse',
  refusals: ['not_approved', 'consequences_changed', 'reason_required'],
  auditAction: 'request.reversed',
  idempotent: 'key',
  budget: { statements: 16, bytes: 2_000, p95Ms: 150 },
});
