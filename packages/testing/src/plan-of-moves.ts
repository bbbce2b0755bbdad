import type { MigrationView } from '@countersign/contracts/run-migrations';
import { getMigration, planMigration, startMigration } from '@countersign/contracts/run-migrations';
import { addWorkflowVersion, publishWorkflowVersion } from '@countersign/contracts/workflows';
import type { KeptDefinition } from '@countersign/engine';
import type { MigrationJob } from '@countersign/services/run-migrations';
import type { Company } from './company.js';
import type { TestDatabase } from './test-database.js';
import type { TestWorker } from './test-worker.js';

/** Adds a version to a workflow and publishes it: what runs stays on the version before. */
export async function publishNext({ admin }: Pick<Company, 'admin'>, workflowId: string, definition: KeptDefinition): Promise<number> {
  const { version } = await admin.call(addWorkflowVersion, { params: { workflowId }, body: { definition: definition as never } });
  await admin.call(publishWorkflowVersion, { params: { workflowId, version: String(version) } });
  return version;
}

/** The jobs of a migration, as they were enqueued. */
export const migrationJobsOf = (database: TestDatabase, migrationId: string): Promise<MigrationJob[]> =>
  database.look<{ tenantId: string; migrationId: string }>(`select data->>'tenantId' as "tenantId", data->>'migrationId' as "migrationId" from pgboss.job where name = 'run-migrations' and data->>'migrationId' = $1 order by created_on`, [migrationId]);

export async function migrationJobOf(database: TestDatabase, migrationId: string): Promise<MigrationJob> {
  const job = (await migrationJobsOf(database, migrationId)).at(-1);
  if (!job) throw new Error('there is no job of this migration');
  return job;
}

interface Place {
  readonly company: Pick<Company, 'admin'>;
  readonly worker: TestWorker;
  readonly database: TestDatabase;
}

/** A plan that is worked out and waits for somebody to start it. */
export async function planOfMoves({ company: { admin }, worker, database }: Place, workflowId: string, version = 1): Promise<MigrationView> {
  const { id: migrationId } = await admin.call(planMigration, { params: { workflowId, version: String(version) } });
  await worker.runMigration(await migrationJobOf(database, migrationId));
  return admin.call(getMigration, { params: { migrationId } });
}

/** Started, and not moved yet. */
export function startMoves({ company: { admin } }: Pick<Place, 'company'>, { id, planDigest }: MigrationView): Promise<MigrationView> {
  return admin.call(startMigration, { params: { migrationId: id }, body: { planDigest: planDigest ?? '', reason: 'The new rules hold for everybody.' } });
}
