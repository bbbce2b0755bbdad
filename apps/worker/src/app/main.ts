import { TenantShares } from '@countersign/database/platform';
import { RemoveUnusedAttachmentsService } from '@countersign/services/attachments';
import { ForgetOldKeysService, SendAuditService, SequenceAuditService, type AuditSigner, type AuditStreamJob } from '@countersign/services/audit';
import { ResealSecretsService } from '@countersign/services/data-keys';
import { ExchangeConnectionGrantService, ForgetOldTestsService, RunConnectionTestService, type ConnectionGrantJob, type ConnectionTestJob } from '@countersign/services/connections';
import { RunEffectService, RunRepairsService, GoOnCompensatingService, type EffectJob, type RepairsJob, type CompensationJob } from '@countersign/services/effects';
import { ForgetOldTriesService } from '@countersign/services/identity';
import { ExpireMemberService, type MembershipJob } from '@countersign/services/members';
import { ReadOutsideRecordService, type OutsideRecordJob } from '@countersign/services/outside-records';
import { describeError, type House } from '@countersign/services/platform';
import { CopyProfileService, RemoveUnusedPicturesService, type ProfileJob } from '@countersign/services/profile';
import { RunReadingService, RunRecordRepairsService, StartDueReadingsService, type ReadingJob, type RecordRepairsJob } from '@countersign/services/record-sets';
import { CheckRunsService } from '@countersign/services/requests';
import { RunMigrationService, type MigrationJob } from '@countersign/services/run-migrations';
import { FireTimerService, SweepTimersService, type TimerJob } from '@countersign/services/timers';
import { CarryOutMessageService, type AwaitedJob, type MessageJob } from '@countersign/services/webhook-sources';
import { ReleaseEffectsService, RunReplayService, type EndpointJob, type ReplayJob } from '@countersign/services/webhooks';
import { PgBoss } from 'pg-boss';
import { pino } from 'pino';
import { RemoveUnusedAttachmentsEveryHourHandler } from '../attachments/remove-unused-attachments-every-hour.handler.js';
import { SendAuditWhenEntriesSequencedHandler } from '../audit/send-audit-when-entries-sequenced.handler.js';
import { ForgetOldKeysEveryHourHandler } from '../audit/forget-old-keys-every-hour.handler.js';
import { SequenceEntriesEveryQuarterSecondHandler } from '../audit/sequence-entries-every-quarter-second.handler.js';
import { ForgetOldTestsEveryHourHandler } from '../connections/forget-old-tests-every-hour.handler.js';
import { ExchangeConnectionGrantWhenGrantAnsweredHandler } from '../connections/exchange-connection-grant-when-grant-answered.handler.js';
import { TryConnectionWhenTestAskedHandler } from '../connections/try-connection-when-test-asked.handler.js';
import { ResealSecretsEveryHourHandler } from '../data-keys/reseal-secrets-every-hour.handler.js';
import { RepairEffectsWhenRepairsStartedHandler } from '../effects/repair-effects-when-repairs-started.handler.js';
import { RunEffectWhenEffectWantedHandler } from '../effects/run-effect-when-effect-wanted.handler.js';
import { UndoEffectsWhenEffectEndedHandler } from '../effects/undo-effects-when-effect-ended.handler.js';
import { ForgetOldTriesEveryTenMinutesHandler } from '../identity/forget-old-tries-every-ten-minutes.handler.js';
import { ReadRecordWhenRecordWantedHandler } from '../outside-records/read-record-when-record-wanted.handler.js';
import { RemoveMemberWhenMembershipExpiredHandler } from '../members/remove-member-when-membership-expired.handler.js';
import { CopyProfileWhenProfileChangedHandler } from '../profile/copy-profile-when-profile-changed.handler.js';
import { RemoveUnusedPicturesEveryTenMinutesHandler } from '../profile/remove-unused-pictures-every-ten-minutes.handler.js';
import { ReadRecordsWhenReadingStartedHandler } from '../record-sets/read-records-when-reading-started.handler.js';
import { RepairRecordsWhenRepairsStartedHandler } from '../record-sets/repair-records-when-repairs-started.handler.js';
import { StartReadingsEveryHalfMinuteHandler } from '../record-sets/start-readings-every-half-minute.handler.js';
import { CheckRunsEveryNightHandler } from '../requests/check-runs-every-night.handler.js';
import { MoveRunsWhenMigrationStartedHandler } from '../run-migrations/move-runs-when-migration-started.handler.js';
import { FireTimerWhenItsTimeHasComeHandler } from '../timers/fire-timer-when-its-time-has-come.handler.js';
import { SweepTimersEveryFiveMinutesHandler } from '../timers/sweep-timers-every-five-minutes.handler.js';
import { CarryOutMessageWhenMessageReceivedHandler } from '../webhook-sources/carry-out-message-when-message-received.handler.js';
import { SendAgainWhenReplayStartedHandler } from '../webhooks/send-again-when-replay-started.handler.js';
import { ReleaseEffectsWhenEndpointResumedHandler } from '../webhooks/release-effects-when-endpoint-resumed.handler.js';
import { openHouse } from './open-house.js';

const log = pino({ name: 'worker', serializers: { err: describeError } });

async function start(): Promise<() => Promise<void>> {
  const atOnceMax = Number(process.env.EFFECTS_AT_ONCE_MAX ?? '32');
  const { house, url, auditSigner, close } = await openHouse(process.env, { connectionsMax: Math.ceil(atOnceMax / 2) + 4, applicationName: 'countersign-worker' });
  const handler = new RunEffectWhenEffectWantedHandler(new RunEffectService(house), new TenantShares({ slots: atOnceMax, share: 0.75, turnMs: 100 }), log);
  const boss = new PgBoss({ connectionString: url, max: 4, application_name: 'countersign-worker-jobs', migrate: false, createSchema: false, superviseIntervalSeconds: 1, monitorIntervalSeconds: 1, queueCacheIntervalSeconds: 1, schedule: true });
  boss.on('error', (error: Error) => log.warn({ err: error }, 'the job queue reported a problem'));
  await boss.start();
  // Where more waits than is carried out at once, the next is fetched when one is done: at a poll each, 32 at once would be 64 a second.
  await boss.work<EffectJob>(RunEffectWhenEffectWantedHandler.queue, { pollingIntervalSeconds: 0.5, burstWhenReadyExceeds: atOnceMax, localConcurrency: atOnceMax, batchSize: 1 }, async ([job]) => {
    if (job) await handler.run(job.data);
  });
  await askOutside(boss, house);
  await watchPeople(boss, house);
  await takeMessages(boss, house);
  const checks = new CheckRunsEveryNightHandler(new CheckRunsService(house), log);
  await boss.work(CheckRunsEveryNightHandler.queue, { pollingIntervalSeconds: 10, batchSize: 1 }, () => checks.run());
  // A night on which no worker ran is made up for when one does.
  await boss.schedule(CheckRunsEveryNightHandler.queue, CheckRunsEveryNightHandler.cron, {}, { missed: 'once' });
  const { stop: stopTimers } = await watchTime(boss, house);
  const migrations = new MoveRunsWhenMigrationStartedHandler(new RunMigrationService(house), log);
  await boss.work<MigrationJob>(MoveRunsWhenMigrationStartedHandler.queue, { pollingIntervalSeconds: 1, localConcurrency: 3, localGroupConcurrency: 1, batchSize: 1 }, async ([job]) => {
    if (job) await migrations.run(job.data);
  });
  const { stop: stopReplays } = await watchWebhooks(boss, house);
  const { stop: stopRepairs } = await mendEffects(boss, house);
  const { stop: stopReadings } = await keepRecords(boss, house);
  const rounds = [
    new RemoveUnusedPicturesEveryTenMinutesHandler(new RemoveUnusedPicturesService(house), log),
    new RemoveUnusedAttachmentsEveryHourHandler(new RemoveUnusedAttachmentsService(house), log),
    new ForgetOldKeysEveryHourHandler(new ForgetOldKeysService(house), log),
    new ForgetOldTriesEveryTenMinutesHandler(new ForgetOldTriesService(house), log),
    new ForgetOldTestsEveryHourHandler(new ForgetOldTestsService(house), log),
    new ResealSecretsEveryHourHandler(new ResealSecretsService(house), log),
    new StartReadingsEveryHalfMinuteHandler(new StartDueReadingsService(house), log),
  ];
  for (const each of rounds) each.start();
  const sequencer = sequencerOf(house, auditSigner);
  sequencer.start();
  return async () => {
    for (const each of rounds) each.stop();
    checks.stop();
    stopTimers();
    stopReplays();
    stopReadings();
    stopRepairs();
    migrations.stop();
    // Lets what is under way finish; what does not is taken over by its lease.
    await sequencer.stop();
    await boss.stop({ graceful: true, timeout: 8000 });
    await close();
  };
}

/** One problem of a company is told of once a minute: the sequencer meets it four times a second. */
const tellAgainMs = 60_000;

function sequencerOf(house: House, signer: AuditSigner): SequenceEntriesEveryQuarterSecondHandler {
  const toldAtMs = new Map<string, number>();
  const onProblem = (error: unknown, tenantId: string) => {
    if (performance.now() - (toldAtMs.get(tenantId) ?? -Infinity) < tellAgainMs) return;
    toldAtMs.set(tenantId, performance.now());
    log.error({ err: error, tenantId }, 'the audit of a company could not be taken into its log');
  };
  return new SequenceEntriesEveryQuarterSecondHandler(new SequenceAuditService(house, signer, { onProblem }), log);
}

/** What was carried out is undone, and what needed a person is decided about. */
async function mendEffects(boss: PgBoss, house: House): Promise<{ stop(): void }> {
  const compensations = new UndoEffectsWhenEffectEndedHandler(new GoOnCompensatingService(house));
  await boss.work<CompensationJob>(UndoEffectsWhenEffectEndedHandler.queue, { pollingIntervalSeconds: 0.5, localConcurrency: 4, batchSize: 1 }, async ([job]) => {
    if (job) await compensations.run(job.data);
  });
  const repairs = new RepairEffectsWhenRepairsStartedHandler(new RunRepairsService(house), log);
  await boss.work<RepairsJob>(RepairEffectsWhenRepairsStartedHandler.queue, { pollingIntervalSeconds: 1, localConcurrency: 3, localGroupConcurrency: 1, batchSize: 1 }, async ([job]) => {
    if (job) await repairs.run(job.data);
  });
  return { stop: () => repairs.stop() };
}

/** What other systems sent. Of one company two are carried out at once, so that a flood of one leaves slots to the others. */
async function takeMessages(boss: PgBoss, house: House): Promise<void> {
  const messages = new CarryOutMessageWhenMessageReceivedHandler(new CarryOutMessageService(house), log);
  await boss.work<MessageJob | AwaitedJob>(CarryOutMessageWhenMessageReceivedHandler.queue, { pollingIntervalSeconds: 0.5, burstWhenReadyExceeds: 4, localConcurrency: 4, localGroupConcurrency: 2, batchSize: 1 }, async ([job]) => {
    if (job) await messages.run(job.data);
  });
}

/** What changes with people: their name and picture in every company, and the end of a membership. */
async function watchPeople(boss: PgBoss, house: House): Promise<void> {
  const profiles = new CopyProfileWhenProfileChangedHandler(new CopyProfileService(house));
  await boss.work<ProfileJob>(CopyProfileWhenProfileChangedHandler.queue, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async ([job]) => {
    if (job) await profiles.run(job.data);
  });
  const memberships = new RemoveMemberWhenMembershipExpiredHandler(new ExpireMemberService(house));
  await boss.work<MembershipJob>(RemoveMemberWhenMembershipExpiredHandler.queue, { pollingIntervalSeconds: 1, batchSize: 1 }, async ([job]) => {
    if (job) await memberships.run(job.data);
  });
}

/**
 * What somebody waits to see of another system: it is asked, and nothing is done there. A system that takes half a minute to say nothing holds up
 * the company whose system it is: of one company two are asked for at once.
 */
async function askOutside(boss: PgBoss, house: House): Promise<void> {
  const records = new ReadRecordWhenRecordWantedHandler(new ReadOutsideRecordService(house), log);
  await boss.work<OutsideRecordJob>(ReadRecordWhenRecordWantedHandler.queue, { pollingIntervalSeconds: 0.5, burstWhenReadyExceeds: 8, localConcurrency: 8, localGroupConcurrency: 2, batchSize: 1 }, async ([job]) => {
    if (job) await records.run(job.data);
  });
  const tests = new TryConnectionWhenTestAskedHandler(new RunConnectionTestService(house), log);
  await boss.work<ConnectionTestJob>(TryConnectionWhenTestAskedHandler.queue, { pollingIntervalSeconds: 0.5, localConcurrency: 6, localGroupConcurrency: 2, batchSize: 1 }, async ([job]) => {
    if (job) await tests.run(job.data);
  });
  const grants = new ExchangeConnectionGrantWhenGrantAnsweredHandler(new ExchangeConnectionGrantService(house), log);
  await boss.work<ConnectionGrantJob>(ExchangeConnectionGrantWhenGrantAnsweredHandler.queue, { pollingIntervalSeconds: 0.5, localConcurrency: 4, localGroupConcurrency: 2, batchSize: 1 }, async ([job]) => {
    if (job) await grants.run(job.data);
  });
}

/** What another system has too is kept in step with it. Of one company two sets are read at once, so that it leaves slots to the others. */
async function keepRecords(boss: PgBoss, house: House): Promise<{ stop(): void }> {
  const readings = new ReadRecordsWhenReadingStartedHandler(new RunReadingService(house), log);
  await boss.work<ReadingJob>(ReadRecordsWhenReadingStartedHandler.queue, { pollingIntervalSeconds: 0.5, localConcurrency: 4, localGroupConcurrency: 2, batchSize: 1 }, async ([job]) => {
    if (job) await readings.run(job.data);
  });
  const repairs = new RepairRecordsWhenRepairsStartedHandler(new RunRecordRepairsService(house), log);
  await boss.work<RecordRepairsJob>(RepairRecordsWhenRepairsStartedHandler.queue, { pollingIntervalSeconds: 0.5, localConcurrency: 2, localGroupConcurrency: 1, batchSize: 1 }, async ([job]) => {
    if (job) await repairs.run(job.data);
  });
  return {
    stop() {
      readings.stop();
      repairs.stop();
    },
  };
}

/** What waited for an endpoint goes on, and what is asked for again is sent again: of one company one replay at a time, since each may take hours. */
async function watchWebhooks(boss: PgBoss, house: House): Promise<{ stop(): void }> {
  const releases = new ReleaseEffectsWhenEndpointResumedHandler(new ReleaseEffectsService(house), log);
  await boss.work<EndpointJob>(ReleaseEffectsWhenEndpointResumedHandler.queue, { pollingIntervalSeconds: 1, batchSize: 1 }, async ([job]) => {
    if (job) await releases.run(job.data);
  });
  const replays = new SendAgainWhenReplayStartedHandler(new RunReplayService(house, new RunEffectService(house)), log);
  await boss.work<ReplayJob>(SendAgainWhenReplayStartedHandler.queue, { pollingIntervalSeconds: 1, localConcurrency: 6, localGroupConcurrency: 1, batchSize: 1 }, async ([job]) => {
    if (job) await replays.run(job.data);
  });
  const streams = new SendAuditWhenEntriesSequencedHandler(new SendAuditService(house), log);
  await boss.work<AuditStreamJob>(SendAuditWhenEntriesSequencedHandler.queue, { pollingIntervalSeconds: 0.5, localConcurrency: 6, localGroupConcurrency: 1, batchSize: 1 }, async ([job]) => {
    if (job) await streams.run(job.data);
  });
  return {
    stop() {
      replays.stop();
      streams.stop();
    },
  };
}

/** What is to happen at a time: each timer has a job, and what was missed is found by a sweep. */
async function watchTime(boss: PgBoss, house: House): Promise<{ stop(): void }> {
  const timers = new FireTimerWhenItsTimeHasComeHandler(new FireTimerService(house), log);
  await boss.work<TimerJob>(FireTimerWhenItsTimeHasComeHandler.queue, { pollingIntervalSeconds: 1, localConcurrency: 4, batchSize: 1 }, async ([job]) => {
    if (job) await timers.run(job.data);
  });
  const sweeps = new SweepTimersEveryFiveMinutesHandler(new SweepTimersService(house), log);
  await boss.work(SweepTimersEveryFiveMinutesHandler.queue, { pollingIntervalSeconds: 10, batchSize: 1 }, () => sweeps.run());
  await boss.schedule(SweepTimersEveryFiveMinutesHandler.queue, SweepTimersEveryFiveMinutesHandler.cron, {}, { missed: 'once' });
  return { stop: () => sweeps.stop() };
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
