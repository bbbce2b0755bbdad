import * as z from 'zod/mini';
import { digest, id, operation } from '../platform/index.js';
import { findingKinds, findingRepairs, readingParams } from './views.js';

export const previewRecordRepairs = operation({
  name: 'previewRecordRepairs',
  summary: 'Say what a decision about findings would do, about one or all open ones of a kind: nothing is changed yet',
  method: 'GET',
  path: '/v1/record-readings/{readingId}/repairs/preview',
  params: readingParams,
  query: z.strictObject({ kind: z.enum(findingKinds), how: z.enum(findingRepairs), findingId: z.optional(id()) }),
  reply: z.strictObject({
    count: z.int(),
    sentence: z.string(),
    /** Of all of this; whoever starts it sends it back. */
    planDigest: digest(),
  }),
  status: 200,
  permission: 'connection.define',
  refusals: ['not_found', 'repair_unsuitable'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 6, bytes: 2_000, p95Ms: 200 },
});
