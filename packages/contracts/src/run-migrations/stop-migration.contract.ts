import { operation } from '../platform/index.js';
import { migrationParams, migrationView } from './views.js';

export const stopMigration = operation({
  name: 'stopMigration',
  summary: 'Stop moving requests: what was moved stays moved, the others stay where they are',
  method: 'POST',
  path: '/v1/run-migrations/{migrationId}/stop',
  params: migrationParams,
  reply: migrationView,
  status: 200,
  permission: 'workflow.publish',
  refusals: ['migration_not_ready'],
  auditAction: 'workflow.migration_stopped',
  idempotent: 'key',
  budget: { statements: 14, bytes: 8_000, p95Ms: 150 },
});
