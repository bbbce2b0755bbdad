import * as z from 'zod/mini';
import { digest, operation, paragraph } from '../platform/index.js';
import { migrationParams, migrationView } from './views.js';

export const startMigration = operation({
  name: 'startMigration',
  summary: 'Move the requests of a plan, each as the plan shows it or not at all',
  method: 'POST',
  path: '/v1/run-migrations/{migrationId}/start',
  params: migrationParams,
  /** The digest of the plan as it was shown: what it says of each request is what is done to it, or nothing. */
  body: z.strictObject({ planDigest: digest(), reason: paragraph(2000) }),
  reply: migrationView,
  status: 200,
  permission: 'workflow.publish',
  refusals: ['migration_not_ready', 'migration_under_way', 'nothing_to_move', 'plan_changed', 'reason_required'],
  auditAction: 'workflow.migration_started',
  idempotent: 'key',
  budget: { statements: 17, bytes: 8_000, p95Ms: 150 },
});
