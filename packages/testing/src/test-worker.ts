import { Entry, openDataSource, openPool, Tenancy } from '@countersign/database/platform';
import { RemoveUnusedAttachmentsService } from '@countersign/services/attachments';
import { ForgetOldKeysService, SendAuditService, type AuditStreamJob, type AuditStreamResult } from '@countersign/services/audit';
import { ExchangeConnectionGrantService, ForgetOldTestsService, RunConnectionTestService, type ConnectionGrantJob, type ConnectionGrantResult, type ConnectionTestJob, type ConnectionTestResult } from '@countersign/services/connections';
import { RunEffectService, RunRepairsService, GoOnCompensatingService, type EffectJob, type EffectResult, type RepairsJob, type RepairsResult, type CompensationJob } from '@countersign/services/effects';
import { openFiles } from '@countersign/services/files';
import { ForgetOldTriesService } from '@countersign/services/identity';
import { ExpireMemberService, type MembershipJob } from '@countersign/services/members';
import { masterKeysOf, readServiceSettings, sealerOf, type DeliverySettings, type House } from '@countersign/services/platform';
import { ReadOutsideRecordService, type OutsideRecordJob, type OutsideRecordResult } from '@countersign/services/outside-records';
import { CopyProfileService, RemoveUnusedPicturesService, type ProfileJob } from '@countersign/services/profile';
import { RunReadingService, RunRecordRepairsService, StartDueReadingsService, type ReadingJob, type ReadingResult, type RecordRepairsJob, type RecordRepairsResult } from '@countersign/services/record-sets';
import { CheckRunsService, type FoundDifference, type RunsChecked } from '@countersign/services/requests';
import { RunMigrationService, type MigrationJob, type MigrationResult, type MigrationRound } from '@countersign/services/run-migrations';
import { FireTimerService, SweepTimersService, type TimerJob, type TimerResult, type TimersSwept } from '@countersign/services/timers';
import { ReleaseEffectsService, RunReplayService, type EndpointJob, type ReplayJob, type ReplayResult } from '@countersign/services/webhooks';
import { CarryOutMessageService, type AwaitedJob, type CarriedOut, type MessageJob } from '@countersign/services/webhook-sources';
import { recordStatements } from './statement-log.js';
import type { TestDatabase } from './test-database.js';
import { keyWorkOf, type KeyWork } from './test-keys.js';

/** A worker's service on a test's database, as the worker's role. Its jobs are given to it by hand. */
export interface TestWorker extends KeyWork {
  run(job: EffectJob): Promise<EffectResult>;
  /** To how many companies it was copied. */
  readRecord(job: OutsideRecordJob): Promise<OutsideRecordResult>;
  copyProfile(job: ProfileJob): Promise<number>;
  removeUnusedPictures(forSeconds: number): Promise<number>;
  removeUnusedAttachments(forMs: number): Promise<number>;
  forgetOldKeys(olderThanSeconds?: number): Promise<number>;
  forgetOldTries(): Promise<number>;
  tryConnection(job: ConnectionTestJob): Promise<ConnectionTestResult>;
  exchangeGrant(job: ConnectionGrantJob): Promise<ConnectionGrantResult>;
  forgetOldTests(olderThanSeconds?: number): Promise<number>;
  /** Reads a record set. */
  runReading(job: ReadingJob, signal?: AbortSignal): Promise<ReadingResult>;
  /** Carries out what was decided about findings. */
  runRecordRepairs(job: RecordRepairsJob): Promise<RecordRepairsResult>;
  /** How many readings were begun whose turn had come. */
  startDueReadings(): Promise<number>;
  /** Whether the store of files has something under this key. */
  holdsFile(key: string): Promise<boolean>;
  expireMember(job: MembershipJob): Promise<'removed' | 'waits' | 'superseded'>;
  /** What a check of all runs counts and finds. */
  checkRuns(record: boolean): Promise<RunsChecked & { readonly found: readonly FoundDifference[] }>;
  fireTimer(job: TimerJob): Promise<TimerResult>;
  carryOutMessage(job: MessageJob): Promise<CarriedOut>;
  /** How many messages were kept for a request that waits for one now. */
  wakeMessages(job: AwaitedJob): Promise<number>;
  sweepTimers(forSeconds: number): Promise<TimersSwept>;
  /** Plans, or moves; what fails is thrown unless it is told to somebody. */
  runMigration(job: MigrationJob, round?: Partial<MigrationRound>): Promise<MigrationResult>;
  /** How many effects that waited for an endpoint were given a job. */
  releaseEffects(job: EndpointJob): Promise<number>;
  /** Sends on what there is of the audit. */
  sendAudit(job: AuditStreamJob, signal?: AbortSignal): Promise<AuditStreamResult>;
  /** Sends again what a replay names. */
  runReplay(job: ReplayJob): Promise<ReplayResult>;
  /** Carries out what was decided about many effects. */
  runRepairs(job: RepairsJob): Promise<RepairsResult>;
  /** How many steps of undoing what a request has done it went. */
  goOnCompensating(job: CompensationJob): Promise<number>;
  close(): Promise<void>;
}

export interface TestWorkerOptions {
  readonly allowedWebhookHosts?: readonly string[];
  readonly delivery?: Partial<DeliverySettings>;
  readonly recordsPerSetMax?: number;
}

export async function openTestWorker(database: TestDatabase, { allowedWebhookHosts = [], delivery = {}, recordsPerSetMax }: TestWorkerOptions = {}): Promise<TestWorker> {
  recordStatements();
  const url = database.urlFor('cs_worker');
  const dataSource = await openDataSource({ url, connectionsMax: 4, applicationName: 'countersign-test-worker' });
  const entryPool = openPool({ url, connectionsMax: 1, applicationName: 'countersign-test-worker-entry' });
  const keySource = await openDataSource({ url, connectionsMax: 2, applicationName: 'countersign-test-worker-keys' });
  const settings = readServiceSettings({ COUNTERSIGN_DATA_DIR: database.filesFolder });
  const house: House = {
    tenancy: new Tenancy(dataSource),
    entry: new Entry(entryPool),
    sealer: sealerOf(new Tenancy(keySource), () => masterKeysOf(database.secrets)),
    files: openFiles(settings.files, masterKeysOf(database.secrets)),
    settings: { ...settings, allowedWebhookHosts, delivery: { ...settings.delivery, ...delivery }, ...(recordsPerSetMax !== undefined && { records: { ...settings.records, perSetMax: recordsPerSetMax } }) },
    now: () => new Date(),
  };
  return {
    run: (job) => new RunEffectService(house).run(job),
    copyProfile: (job) => new CopyProfileService(house).run(job),
    removeUnusedAttachments: (forMs) => new RemoveUnusedAttachmentsService(house).run(forMs),
    forgetOldKeys: (olderThanSeconds) => new ForgetOldKeysService(house).run(olderThanSeconds),
    forgetOldTries: () => new ForgetOldTriesService(house).run(),
    ...recordWork(house),
    ...connectionWorkOf(house),
    async holdsFile(key) {
      const file = await house.files.open(key);
      file?.bytes.destroy();
      return file !== null;
    },
    removeUnusedPictures: (forSeconds) => new RemoveUnusedPicturesService(house).run(forSeconds),
    expireMember: (job) => new ExpireMemberService(house).run(job),
    fireTimer: (job) => new FireTimerService(house).run(job),
    sweepTimers: (forSeconds) => new SweepTimersService(house).run({ forSeconds, onProblem: (error) => { throw error; } }),
    wakeMessages: (job) => new CarryOutMessageService(house).wake(job),
    carryOutMessage: (job) => new CarryOutMessageService(house).run(job),
    runMigration: (job, round = {}) => new RunMigrationService(house).run(job, { onProblem: (error) => { throw error; }, ...round }),
    releaseEffects: (job) => new ReleaseEffectsService(house).run(job),
    ...keyWorkOf(house),
    runRepairs: (job) => new RunRepairsService(house).run(job),
    goOnCompensating: (job) => new GoOnCompensatingService(house).run(job),
    runReplay: (job) => new RunReplayService(house, new RunEffectService(house)).run(job),
    sendAudit: (job, signal) => new SendAuditService(house).run(job, signal),
    async checkRuns(record) {
      const found: FoundDifference[] = [];
      return { ...(await new CheckRunsService(house).run({ record, onDifference: (difference) => found.push(difference) })), found };
    },
    async close() {
      await Promise.all([dataSource.destroy(), keySource.destroy(), entryPool.end()]);
    },
  };
}

/** What reads records of other systems, and keeps them in step. */
const recordWork = (house: House): Pick<TestWorker, 'readRecord' | 'runReading' | 'runRecordRepairs' | 'startDueReadings'> => ({
  readRecord: (job) => new ReadOutsideRecordService(house).run(job),
  runReading: (job, signal) => new RunReadingService(house).run(job, signal),
  runRecordRepairs: (job) => new RunRecordRepairsService(house).run(job),
  startDueReadings: () => new StartDueReadingsService(house).run(),
});

const connectionWorkOf = (house: House): Pick<TestWorker, 'exchangeGrant' | 'forgetOldTests' | 'tryConnection'> => ({
  exchangeGrant: (job) => new ExchangeConnectionGrantService(house).run(job),
  tryConnection: (job) => new RunConnectionTestService(house).run(job),
  forgetOldTests: (olderThanSeconds) => new ForgetOldTestsService(house).run(olderThanSeconds),
});

/** Every end of a membership that a worker was told of, the oldest first, with how long its job sleeps. */
export async function membershipJobsOf(database: TestDatabase, memberId: string): Promise<(MembershipJob & { readonly sleepsMs: number })[]> {
  return database.look<MembershipJob & { readonly sleepsMs: number }>(
    `select data->>'tenantId' as "tenantId", data->>'memberId' as "memberId", data->>'expiresAt' as "expiresAt", (extract(epoch from start_after - created_on) * 1000)::float8 as "sleepsMs"
       from pgboss.job where name = 'memberships' and data->>'memberId' = $1 order by created_on, id`,
    [memberId],
  );
}

/** Every effect that is wanted of a request, as the jobs that were enqueued for it say. */
export async function jobsOf(database: TestDatabase, requestId: string): Promise<EffectJob[]> {
  return database.look<{ tenantId: string; effectId: string }>(
    `select e.tenant_id as "tenantId", e.id as "effectId" from app.effects e join pgboss.job j on j.name = 'effects' and j.data->>'effectId' = e.id::text and j.data->>'tenantId' = e.tenant_id::text
      where e.request_id = $1 order by j.created_on`,
    [requestId],
  );
}

/** Records of other systems that are to be read for a request, as the jobs that were enqueued for it say, the oldest first. */
export async function recordJobsOf(database: TestDatabase, requestId: string): Promise<OutsideRecordJob[]> {
  return database.look<OutsideRecordJob>(
    `select o.tenant_id as "tenantId", o.id as "recordId" from app.outside_records o join pgboss.job j on j.name = 'outside-records' and j.data->>'recordId' = o.id::text and j.data->>'tenantId' = o.tenant_id::text
      where o.request_id = $1 order by j.created_on, o.id`,
    [requestId],
  );
}

/** Messages of a source that are to be carried out, as the jobs that were enqueued say, the oldest first. */
export async function messageJobsOf(database: TestDatabase, sourceId: string): Promise<MessageJob[]> {
  return database.look<MessageJob>(
    `select m.tenant_id as "tenantId", m.id as "messageId" from app.inbound_messages m join pgboss.job j on j.name = 'inbound-messages' and j.data->>'messageId' = m.id::text and j.data->>'tenantId' = m.tenant_id::text
      where m.source_id = $1 order by j.created_on, m.id`,
    [sourceId],
  );
}
