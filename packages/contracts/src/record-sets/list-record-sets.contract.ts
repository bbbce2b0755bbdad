import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { recordSetView } from './views.js';

export const listRecordSets = operation({
  name: 'listRecordSets',
  summary: 'List record sets by name',
  method: 'GET',
  path: '/v1/record-sets',
  query: z.strictObject(pageQuery),
  reply: page(recordSetView),
  status: 200,
  permission: 'connection.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 600_000, p95Ms: 150 },
});
