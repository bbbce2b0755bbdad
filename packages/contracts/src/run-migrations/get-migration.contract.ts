import { operation } from '../platform/index.js';
import { migrationParams, migrationView } from './views.js';

export const getMigration = operation({
  name: 'getMigration',
  summary: 'Get a plan to move requests, and how far it has come',
  method: 'GET',
  path: '/v1/run-migrations/{migrationId}',
  params: migrationParams,
  reply: migrationView,
  status: 200,
  permission: 'workflow.publish',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  entityTag: true,
  budget: { statements: 6, bytes: 8_000, p95Ms: 150 },
});
