import * as z from 'zod/mini';
import { line, operation } from '../platform/index.js';
import { recordSetParams, recordSetSettings, recordSetView } from './views.js';

export const updateRecordSet = operation({
  name: 'updateRecordSet',
  summary: 'Change how a record set is read and what of it is kept; its connection stays. What is kept already is as it was until it is read again',
  method: 'PUT',
  path: '/v1/record-sets/{recordSetId}',
  params: recordSetParams,
  body: z.strictObject({ name: line(120), ...recordSetSettings, revision: z.int().check(z.minimum(1)) }),
  reply: recordSetView,
  status: 200,
  permission: 'connection.define',
  refusals: ['name_taken', 'record_set_changed'],
  auditAction: 'record_set.updated',
  idempotent: 'key',
  budget: { statements: 11, bytes: 30_000, p95Ms: 150 },
});
