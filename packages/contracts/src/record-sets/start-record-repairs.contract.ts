import * as z from 'zod/mini';
import { digest, id, operation, paragraph } from '../platform/index.js';
import { findingKinds, findingRepairs, outsideId, readingParams, recordRepairView } from './views.js';

export const startRecordRepairs = operation({
  name: 'startRecordRepairs',
  summary: 'Decide about findings, as a preview showed: theirs is taken, a record is marked as gone, one of several counts, or it stays as it is, for a reason',
  method: 'POST',
  path: '/v1/record-readings/{readingId}/repairs',
  params: readingParams,
  body: z.strictObject({ kind: z.enum(findingKinds), how: z.enum(findingRepairs), findingId: z.nullable(id()), countsId: z.nullable(outsideId()), reason: paragraph(2000), planDigest: digest() }),
  reply: recordRepairView,
  status: 201,
  permission: 'connection.define',
  refusals: ['not_found', 'nothing_to_repair', 'plan_changed', 'reason_required', 'repair_unsuitable'],
  auditAction: 'record_repairs.started',
  idempotent: 'key',
  budget: { statements: 15, bytes: 5_000, p95Ms: 300 },
});
