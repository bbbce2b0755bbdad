import { Entry, openDataSource, openPool, Tenancy, urlOf, type Secrets } from '@countersign/database/platform';
import { RunEffectService, type EffectJob } from '@countersign/services/effects';
import { openFiles } from '@countersign/services/files';
import { describeError, readServiceSettings, Sealer, type House } from '@countersign/services/platform';
import { CopyProfileService, RemoveUnusedPicturesService, type ProfileJob } from '@countersign/services/profile';
import { readFileSync } from 'node:fs';
import { PgBoss } from 'pg-boss';
import { pino } from 'pino';
import { RunEffectWhenEffectWantedHandler } from '../effects/run-effect-when-effect-wanted.handler.js';
import { CopyProfileWhenProfileChangedHandler } from '../profile/copy-profile-when-profile-changed.handler.js';
import { RemoveUnusedPicturesEveryTenMinutesHandler } from '../profile/remove-unused-pictures-every-ten-minutes.handler.js';

const log = pino({ name: 'worker', serializers: { err: describeError } });

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`Set ${name}; see the README for what each variable means.`);
  return value;
}

async function start(): Promise<() => Promise<void>> {
  const secrets = JSON.parse(readFileSync(needed('SECRETS_FILE'), 'utf8')) as Secrets;
  const url = urlOf(needed('DATABASE_URL_BASE'), 'cs_worker', secrets);
  const atOnceMax = Number(process.env.EFFECTS_AT_ONCE_MAX ?? '16');
  const dataSource = await openDataSource({ url, connectionsMax: atOnceMax + 2, applicationName: 'countersign-worker' });
  const entryPool = openPool({ url, connectionsMax: 2, applicationName: 'countersign-worker-entry' });
  const masterKey = Buffer.from(secrets.masterKey, 'base64url');
  const settings = readServiceSettings(process.env);
  const house: House = {
    tenancy: new Tenancy(dataSource),
    entry: new Entry(entryPool),
    sealer: new Sealer(masterKey),
    files: openFiles(settings.files, masterKey),
    settings,
    now: () => new Date(),
  };
  const handler = new RunEffectWhenEffectWantedHandler(new RunEffectService(house), log);
  const boss = new PgBoss({ connectionString: url, max: 4, application_name: 'countersign-worker-jobs', migrate: false, createSchema: false, superviseIntervalSeconds: 1, monitorIntervalSeconds: 1, schedule: false });
  boss.on('error', (error: Error) => log.warn({ err: error }, 'the job queue reported a problem'));
  await boss.start();
  await boss.work<EffectJob>(RunEffectWhenEffectWantedHandler.queue, { pollingIntervalSeconds: 0.5, localConcurrency: atOnceMax, batchSize: 1 }, async ([job]) => {
    if (job) await handler.run(job.data);
  });
  const profiles = new CopyProfileWhenProfileChangedHandler(new CopyProfileService(house));
  await boss.work<ProfileJob>(CopyProfileWhenProfileChangedHandler.queue, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async ([job]) => {
    if (job) await profiles.run(job.data);
  });
  const unused = new RemoveUnusedPicturesEveryTenMinutesHandler(new RemoveUnusedPicturesService(house), log);
  unused.start();
  return async () => {
    unused.stop();
    // Lets what is under way finish; what does not is taken over by its lease.
    await boss.stop({ graceful: true, timeout: 8000 });
    await Promise.all([dataSource.destroy(), entryPool.end()]);
  };
}

try {
  const close = await start();
  const stop = async () => {
    await close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  // Started by a supervisor: without it, nobody would end us.
  process.once('disconnect', () => void stop());
  process.send?.({ ready: true });
} catch (error) {
  // Before the first job there is no content of anybody's in a message.
  log.fatal({ err: error, problem: error instanceof Error ? error.message : null }, 'the worker does not start');
  process.exit(1);
}
