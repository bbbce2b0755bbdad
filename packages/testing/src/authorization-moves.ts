import { stopMigration, type MigrationView } from '@countersign/contracts/run-migrations';
import type { Company } from './company.js';
import { planOfMoves, publishNext, startMoves } from './plan-of-moves.js';
import { addFlow, signedBy } from './request-flow.js';
import type { TestApi } from './test-api.js';
import type { TestDatabase } from './test-database.js';
import { openTestWorker } from './test-worker.js';

let flows = 0;

/** A workflow whose first version one request still runs on, and whose second is live. */
export async function outgrown(company: Company): Promise<{ readonly workflowId: string; readonly version: string }> {
  const [steps, more] = [[signedBy(company, 'Finance')], [signedBy(company, 'Finance'), signedBy(company, 'Finance', { id: 'again', name: 'Again' })]];
  const { workflowId, submit } = await addFlow(company, `Outgrown ${(flows += 1)}`, { formatVersion: 2, steps });
  await submit();
  await publishNext(company, workflowId, { formatVersion: 2, steps: more });
  return { workflowId, version: '1' };
}

/** A plan for that, worked out. */
export async function plannedMoves(company: Company, database: TestDatabase): Promise<MigrationView> {
  const { workflowId } = await outgrown(company);
  const worker = await openTestWorker(database);
  try {
    return await planOfMoves({ company, worker, database }, workflowId);
  } finally {
    await worker.close();
  }
}

/** The same, started, and stopped if so wished; nothing of it is moved. */
export async function startedMoves({ company, api }: { readonly company: Company; readonly api: Pick<TestApi, 'database'> }, { isStopped = false } = {}): Promise<MigrationView> {
  const plan = await plannedMoves(company, api.database);
  const started = await startMoves({ company }, plan);
  return isStopped ? company.admin.call(stopMigration, { params: { migrationId: plan.id } }) : started;
}

export const startOf = ({ id, planDigest }: Pick<MigrationView, 'id' | 'planDigest'>) => ({ params: { migrationId: id }, body: { planDigest: planDigest ?? '', reason: 'The new rules hold for everybody.' } });
