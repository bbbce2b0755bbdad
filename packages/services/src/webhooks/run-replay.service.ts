import type { Tx } from '@countersign/database/platform';
import type { ReplayRow, TurnRow } from '@countersign/database/webhooks';
import { Record, type House } from '../platform/index.js';
import { noteAttempt } from './note-attempt.part.js';
import { sendWebhook, type SendOutcome } from './send-webhook.part.js';
import { signWebhook } from './sign-webhook.part.js';
import { openSecrets } from './signing-secret.part.js';

/** What a job carries: ids only. */
export interface ReplayJob {
  readonly tenantId: string;
  readonly replayId: string;
}

export type ReplayResult = 'done' | 'stopped' | 'nothing_to_do';
type Outcome = 'arrived' | 'failed' | 'retrying' | 'skipped';

/** How an effect is carried out: the room of effects knows, and comes in from outside, as it stands on this one. */
export interface EffectRunner {
  run(job: { readonly tenantId: string; readonly effectId: string }): Promise<string>;
}

/** Should this worker die before it has carried out what it made wanted, the job of the effect does it. */
const rescueMs = 60_000;
const outcomes: Readonly<{ [result in string]?: Outcome }> = { succeeded: 'arrived', failed: 'failed', parked: 'skipped' };

type Turn = { readonly kind: 'over'; readonly result: ReplayResult } | { readonly kind: 'skip' | 'effect'; readonly at: TurnRow } | { readonly kind: 'again'; readonly at: TurnRow; readonly number: number; readonly causeId: string };

/**
 * Sends what a replay names, one after the other, the first wanted first. What failed is wanted anew and carried out as ever, and has then succeeded; what had
 * arrived gets one attempt more. Everything that was sent is in the rows: another delivery of the job goes on from there.
 */
export class RunReplayService {
  constructor(
    private readonly house: House,
    private readonly effects: EffectRunner,
  ) {}

  /** @throws what the signal was aborted with, between two deliveries */
  async run(job: ReplayJob, signal?: AbortSignal): Promise<ReplayResult> {
    for (;;) {
      signal?.throwIfAborted();
      const turn = await this.house.tenancy.run(job, (tx) => this.begin(tx, job));
      if (turn.kind === 'over') return turn.result;
      if (turn.kind === 'again') await this.sendAgain(job, turn);
      else await this.note(job, turn.at, turn.kind === 'skip' ? 'skipped' : (outcomes[await this.effects.run({ ...job, effectId: turn.at.effectId })] ?? 'retrying'));
    }
  }

  private async begin(tx: Tx, job: ReplayJob): Promise<Turn> {
    const replay = await tx.webhookReplays.lock(job.replayId);
    if (replay?.state !== 'running') return { kind: 'over', result: 'nothing_to_do' };
    if (replay.endpointState !== 'active') return this.end(tx, job, replay, 'stopped');
    const at = await tx.webhookReplays.lockNext(job.replayId);
    if (at === null) return this.end(tx, job, replay, 'done');
    if (at.effectState === 'succeeded') return { kind: 'again', at, number: await tx.webhookReplays.countAttempt(at.effectId), causeId: replay.startEntryId };
    if (at.effectState !== 'failed') return { kind: 'skip', at };
    await tx.effectList.retry(at.effectId, false);
    const record = this.recordOf(job, replay.startEntryId);
    record.act({ action: 'effect.wanted_again', subject: subjectOf(at), after: { state: 'wanted', effectId: at.effectId, replayId: job.replayId } });
    record.enqueue('effects', { effectId: at.effectId }, rescueMs);
    tx.conclude({ audit: record.audit, jobs: record.jobs });
    return { kind: 'effect', at };
  }

  private end(tx: Tx, job: ReplayJob, { id, endpointId, endpointName, endpointState, startEntryId, kind, progress }: ReplayRow, result: 'done' | 'stopped'): Turn {
    const record = this.recordOf(job, startEntryId);
    tx.webhookReplays.end(id, result, this.house.now());
    const reason = result === 'stopped' ? `The endpoint is ${endpointState}.` : null;
    if (kind === 'since' || result === 'stopped') record.act({ action: result === 'done' ? 'webhook_endpoint.replay_finished' : 'webhook_endpoint.replay_stopped', subject: { kind: 'webhook_endpoint', id: endpointId, label: endpointName }, reason, after: { replayId: id, ...progress } });
    tx.conclude({ audit: record.audit });
    return { kind: 'over', result };
  }

  private async sendAgain(job: ReplayJob, { at, number, causeId }: Extract<Turn, { readonly kind: 'again' }>): Promise<void> {
    const startedAt = this.house.now();
    const { ok, status, problem } = await this.send(job.tenantId, at, startedAt);
    const endedAt = this.house.now();
    await this.house.tenancy.run(job, async (tx) => {
      const record = this.recordOf(job, causeId);
      tx.webhookReplays.insertAttempt({ deliveryId: at.deliveryId, number, startedAt, durationMs: endedAt.getTime() - startedAt.getTime(), status, problem });
      tx.webhookReplays.setOutcome(job.replayId, at.position, ok ? 'arrived' : 'failed', endedAt);
      record.act({ action: 'webhook_delivery.resent', subject: subjectOf(at), reason: problem, after: { effectId: at.effectId, attempt: number, status, arrived: ok } });
      await noteAttempt(tx, record, { endpointId: at.endpointId, requestId: at.requestId, ok, problem, at: endedAt }, this.house.settings.delivery);
      tx.conclude({ audit: record.audit, told: record.told });
    });
  }

  /** Never throws: a replay that stands still for one delivery would hold up all others. */
  private async send(tenantId: string, { effectId, payload, wantedAt, url, sealedSecrets }: TurnRow, at: Date): Promise<SendOutcome> {
    const { allowedWebhookHosts, delivery } = this.house.settings;
    try {
      const webhook = signWebhook({ id: effectId, payload, wantedAt }, await openSecrets(this.house, tenantId, sealedSecrets), at);
      return await sendWebhook(url, webhook, { timeoutMs: delivery.attemptTimeoutMs, allowedHosts: allowedWebhookHosts });
    } catch (error) {
      return { ok: false, status: null, problem: `The webhook cannot be prepared: ${error instanceof Error ? error.name : 'unknown error'}. Nothing was sent.`, final: true };
    }
  }

  private note(job: ReplayJob, { position }: TurnRow, outcome: Outcome): Promise<void> {
    return this.house.tenancy.run(job, (tx) => Promise.resolve(tx.webhookReplays.setOutcome(job.replayId, position, outcome, this.house.now())));
  }

  private readonly recordOf = ({ tenantId }: ReplayJob, causeId: string) => new Record({ tenantId, actor: { kind: 'job', name: 'webhook-replays' }, channel: 'job', traceId: null, causeId, at: this.house.now() });
}

const subjectOf = ({ requestId, requestNumber }: TurnRow) => ({ kind: 'request', id: requestId, label: `request ${requestNumber}` });
