import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { migrationView } from './views.js';

export const planMigration = operation({
  name: 'planMigration',
  summary: 'Plan moving the requests that run on a version to the live one: nothing is moved yet',
  method: 'POST',
  path: '/v1/workflows/{workflowId}/versions/{version}/migrations',
  params: z.strictObject({ workflowId: id(), version: z.string().check(z.regex(/^[1-9]\d{0,5}$/, 'must be a version number')) }),
  reply: migrationView,
  status: 201,
  permission: 'workflow.publish',
  refusals: ['nothing_to_move', 'migration_under_way'],
  auditAction: 'workflow.migration_planned',
  idempotent: 'key',
  budget: { statements: 17, bytes: 4_000, p95Ms: 150 },
});
