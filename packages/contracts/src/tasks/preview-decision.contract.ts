import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { verdict } from '../requests/views.js';
import { consequencesView, taskParams } from './views.js';

export const previewDecision = operation({
  name: 'previewDecision',
  summary: 'What a decision on this task would cause',
  method: 'GET',
  path: '/v1/tasks/{taskId}/consequences',
  params: taskParams,
  query: z.strictObject({ verdict: verdict(), onBehalfOf: z.optional(id()) }),
  reply: consequencesView,
  status: 200,
  permission: 'task.decide',
  refusals: ['already_decided', 'condition_failed', 'not_a_candidate', 'own_request', 'task_closed'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 7, bytes: 60_000, p95Ms: 150 },
});
