import * as z from 'zod/mini';
import { id, line, operation } from '../platform/index.js';
import { recordSetSettings, recordSetView } from './views.js';

export const createRecordSet = operation({
  name: 'createRecordSet',
  summary: 'Say which records of another system are kept here, how they are listed, and what of them',
  method: 'POST',
  path: '/v1/record-sets',
  body: z.strictObject({ name: line(120), connectionId: id(), ...recordSetSettings }),
  reply: recordSetView,
  status: 201,
  permission: 'connection.define',
  refusals: ['name_taken', 'not_found', 'record_sets_full'],
  auditAction: 'record_set.created',
  idempotent: 'key',
  budget: { statements: 11, bytes: 30_000, p95Ms: 150 },
});
