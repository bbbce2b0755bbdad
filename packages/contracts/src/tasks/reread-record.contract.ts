import * as z from 'zod/mini';
import { id, operation, receipt } from '../platform/index.js';
import { taskParams } from './views.js';

export const rereadRecord = operation({
  name: 'rereadRecord',
  summary: 'Have the record of another system that a task is signed by read anew; what was signed by another says so before anything is carried out',
  method: 'POST',
  path: '/v1/tasks/{taskId}/record-readings',
  params: taskParams,
  body: z.strictObject({}),
  reply: z.strictObject({ taskId: id(), receipt: receipt() }),
  status: 201,
  permission: 'task.decide',
  refusals: ['already_decided', 'not_a_candidate', 'own_request', 'not_waiting', 'task_closed'],
  auditAction: 'outside_record.wanted',
  idempotent: 'key',
  budget: { statements: 11, bytes: 2_000, p95Ms: 150 },
});
