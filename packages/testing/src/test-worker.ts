import { Entry, openDataSource, openPool, Tenancy } from '@countersign/database/platform';
import { RunEffectService, type EffectJob, type EffectResult } from '@countersign/services/effects';
import { openFiles } from '@countersign/services/files';
import { readServiceSettings, Sealer, type DeliverySettings, type House } from '@countersign/services/platform';
import { CopyProfileService, RemoveUnusedPicturesService, type ProfileJob } from '@countersign/services/profile';
import { recordStatements } from './statement-log.js';
import type { TestDatabase } from './test-database.js';

/** A worker's service on a test's database, as the worker's role. Its jobs are given to it by hand. */
export interface TestWorker {
  run(job: EffectJob): Promise<EffectResult>;
  /** To how many companies it was copied. */
  copyProfile(job: ProfileJob): Promise<number>;
  removeUnusedPictures(forSeconds: number): Promise<number>;
  close(): Promise<void>;
}

export interface TestWorkerOptions {
  readonly allowedWebhookHosts?: readonly string[];
  readonly delivery?: Partial<DeliverySettings>;
}

export async function openTestWorker(database: TestDatabase, { allowedWebhookHosts = [], delivery = {} }: TestWorkerOptions = {}): Promise<TestWorker> {
  recordStatements();
  const url = database.urlFor('cs_worker');
  const dataSource = await openDataSource({ url, connectionsMax: 4, applicationName: 'countersign-test-worker' });
  const entryPool = openPool({ url, connectionsMax: 1, applicationName: 'countersign-test-worker-entry' });
  const masterKey = Buffer.from(database.secrets.masterKey, 'base64url');
  const settings = readServiceSettings({ COUNTERSIGN_DATA_DIR: database.filesFolder });
  const house: House = {
    tenancy: new Tenancy(dataSource),
    entry: new Entry(entryPool),
    sealer: new Sealer(masterKey),
    files: openFiles(settings.files, masterKey),
    settings: { ...settings, allowedWebhookHosts, delivery: { ...settings.delivery, ...delivery } },
    now: () => new Date(),
  };
  const service = new RunEffectService(house);
  return {
    run: (job) => service.run(job),
    copyProfile: (job) => new CopyProfileService(house).run(job),
    removeUnusedPictures: (forSeconds) => new RemoveUnusedPicturesService(house).run(forSeconds),
    async close() {
      await Promise.all([dataSource.destroy(), entryPool.end()]);
    },
  };
}

/** Every effect that is wanted of a request, as the jobs that were enqueued for it say. */
export async function jobsOf(database: TestDatabase, requestId: string): Promise<EffectJob[]> {
  return database.look<{ tenantId: string; effectId: string }>(
    `select e.tenant_id as "tenantId", e.id as "effectId" from app.effects e join pgboss.job j on j.name = 'effects' and j.data->>'effectId' = e.id::text and j.data->>'tenantId' = e.tenant_id::text
      where e.request_id = $1 order by j.created_on`,
    [requestId],
  );
}
