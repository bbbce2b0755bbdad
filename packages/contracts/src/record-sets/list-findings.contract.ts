import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { findingKinds, findingView, readingParams } from './views.js';

export const listFindings = operation({
  name: 'listFindings',
  summary: 'List what a comparison found, in the order in which it was found: all of it, or one kind',
  method: 'GET',
  path: '/v1/record-readings/{readingId}/findings',
  params: readingParams,
  query: z.strictObject({ ...pageQuery, kind: z.optional(z.enum(findingKinds)) }),
  reply: page(findingView),
  status: 200,
  permission: 'connection.read',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 6, bytes: 3_000_000, p95Ms: 200 },
});
