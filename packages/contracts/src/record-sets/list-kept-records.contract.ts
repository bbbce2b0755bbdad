import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { keptRecordView, outsideId, recordSearch, recordSetParams, recordStates } from './views.js';

export const listKeptRecords = operation({
  name: 'listKeptRecords',
  summary: 'List the records of a set as they are kept, by outside id: all, those of one state, one of them, or those in whose title, natural key or outside id something stands',
  method: 'GET',
  path: '/v1/record-sets/{recordSetId}/records',
  params: recordSetParams,
  query: z.strictObject({ ...pageQuery, search: z.optional(recordSearch()), state: z.optional(z.enum(recordStates)), outsideId: z.optional(outsideId()) }),
  reply: page(keptRecordView),
  status: 200,
  permission: 'connection.read',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 6, bytes: 2_000_000, p95Ms: 200 },
});
