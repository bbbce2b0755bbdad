import { operation } from '../platform/index.js';
import { migrationParams, migrationView } from './views.js';

export const resumeMigration = operation({
  name: 'resumeMigration',
  summary: 'Go on moving the requests that a stopped migration left',
  method: 'POST',
  path: '/v1/run-migrations/{migrationId}/resume',
  params: migrationParams,
  reply: migrationView,
  status: 200,
  permission: 'workflow.publish',
  refusals: ['migration_not_ready', 'migration_under_way', 'plan_changed'],
  auditAction: 'workflow.migration_resumed',
  idempotent: 'key',
  budget: { statements: 16, bytes: 8_000, p95Ms: 150 },
});
