import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { taskView } from './views.js';

export const listTasks = operation({
  name: 'listTasks',
  summary: 'List the tasks that wait for you, oldest first',
  method: 'GET',
  path: '/v1/tasks',
  query: z.strictObject({ ...pageQuery, assignee: z.literal('me') }),
  reply: page(taskView),
  status: 200,
  permission: 'task.decide',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 120_000, p95Ms: 150 },
});
