import * as z from 'zod/mini';
import { id, operation, page, pageQuery } from '../platform/index.js';
import { migratedRun, migrationView } from '../run-migrations/views.js';
import { mayDo, screenFrame } from './views.js';

export const migrationGroups = ['unchanged', 'voids', 'ends', 'stays', 'changed'] as const;
export type MigrationGroup = (typeof migrationGroups)[number];

export const showMigration = operation({
  name: 'showMigration',
  summary: 'Draws a plan to move requests to the live version: what happens to each of them, and how far it has come',
  method: 'GET',
  path: '/v1/screens/migration',
  /** `group`: only requests of which the plan says that, or those that had changed; all of them without. */
  query: z.strictObject({ migrationId: id(), group: z.optional(z.enum(migrationGroups)), ...pageQuery }),
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      migration: migrationView,
      /** What starting it would do, or what was done, as a statement. */
      statement: z.string(),
      runs: page(migratedRun),
      start: mayDo,
      stop: mayDo,
      resume: mayDo,
      /** Whether a new plan can be made for what is left on the old version. */
      plan: mayDo,
    }),
  }),
  status: 200,
  permission: 'workflow.publish',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 12, bytes: 400_000, p95Ms: 150 },
});
export type MigrationScreen = z.infer<typeof showMigration.reply>;
