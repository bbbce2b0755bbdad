import type { ClaimedEffect } from '@countersign/database/effects';
import { newId, Record, type House } from '../platform/index.js';
import { holdEffect, noteAttempt, openSecrets, sendWebhook, signWebhook, type SendOutcome } from '../webhooks/index.js';

/** What a job carries: ids only. Everything else is read again, in the tenant's own transaction. */
export interface EffectJob {
  readonly tenantId: string;
  readonly effectId: string;
}

export type EffectResult = 'succeeded' | 'will_retry' | 'failed' | 'parked' | 'nothing_to_do' | 'later' | 'held' | 'taken_over';

interface Sent extends SendOutcome {
  readonly startedAt: Date;
  readonly durationMs: number;
}

/**
 * Carries out one effect: claims it in one transaction, acts outside any, and records the outcome in a second. A job delivered twice finds the effect
 * taken, done or not yet due. A worker that dies after the call and before the record leaves the claim, which runs out; the next attempt carries the same webhook-id.
 */
export class RunEffectService {
  constructor(private readonly house: House) {}

  async run(job: EffectJob): Promise<EffectResult> {
    const claimed = await this.claim(job);
    if (typeof claimed === 'string') return claimed;
    if (!claimed.stillApproved) return this.park(job, claimed);
    return this.settle(job, claimed, await this.send(job.tenantId, claimed));
  }

  private claim(job: EffectJob): Promise<ClaimedEffect | EffectResult> {
    const { leaseMs } = this.house.settings.delivery;
    return this.house.tenancy.run(job, async (tx): Promise<ClaimedEffect | EffectResult> => {
      const outcome = await tx.effects.claim(job.effectId, leaseMs);
      if (outcome === null || outcome.kind === 'done') return 'nothing_to_do';
      if (outcome.kind === 'held') {
        await holdEffect(tx, job, outcome.by, this.house.now());
        return 'held';
      }
      if (outcome.kind !== 'claimed') {
        // Somebody else holds it, or it is not due: look again then, whoever is alive.
        const jobs = [{ queue: 'effects', data: { effectId: job.effectId }, delayMs: outcome.forMs + 50 }];
        tx.conclude({ audit: [], jobs });
        return 'later';
      }
      const { effect } = outcome;
      await tx.effects.openDelivery({ id: newId(), effectId: effect.id, requestId: effect.requestId, endpointId: effect.endpoint.id, event: effect.event, at: effect.wantedAt });
      return effect;
    });
  }

  private async send(tenantId: string, effect: ClaimedEffect): Promise<Sent> {
    const startedAt = this.house.now();
    const outcome = await this.attempt(tenantId, effect, startedAt);
    return { ...outcome, startedAt, durationMs: this.house.now().getTime() - startedAt.getTime() };
  }

  /** Never throws: an effect whose attempt ended without a record would wait for ever, and nobody would know. */
  private async attempt(tenantId: string, effect: ClaimedEffect, startedAt: Date): Promise<SendOutcome> {
    const { allowedWebhookHosts, delivery } = this.house.settings;
    let secrets: readonly string[];
    try {
      secrets = openSecrets(this.house, tenantId, effect.endpoint.sealedSecrets);
    } catch {
      return failedFor('The signing secret cannot be opened: it was sealed with another master key. Put the right key back, or register the endpoint again. Nothing was sent.');
    }
    try {
      const webhook = signWebhook(effect, secrets, startedAt);
      return await sendWebhook(effect.endpoint.url, webhook, { timeoutMs: delivery.attemptTimeoutMs, allowedHosts: allowedWebhookHosts });
    } catch (error) {
      return failedFor(`The webhook cannot be prepared: ${error instanceof Error ? error.name : 'unknown error'}. Nothing was sent.`);
    }
  }

  private settle(job: EffectJob, effect: ClaimedEffect, sent: Sent): Promise<EffectResult> {
    const attempt = effect.attempts;
    const delayMs = this.house.settings.delivery.retryDelaysMs[attempt - 1];
    const retry = !sent.ok && !sent.final && delayMs !== undefined;
    const waitMs = retry ? Math.round(delayMs * (0.8 + Math.random() * 0.4)) : 0;
    const state = sent.ok ? 'succeeded' : retry ? 'wanted' : 'failed';
    return this.house.tenancy.run(job, async (tx) => {
      const at = this.house.now();
      const { startedAt, durationMs, status, problem } = sent;
      const nextAttemptAt = retry ? new Date(at.getTime() + waitMs) : null;
      const held = await tx.effects.settle({ effectId: effect.id, attempt, state, startedAt, durationMs, status, problem, nextAttemptAt, endedAt: retry ? null : at });
      if (!held) return 'taken_over';
      const record = this.recordFor(job, effect, at);
      const action = sent.ok ? 'effect.succeeded' : retry ? 'effect.attempt_failed' : 'effect.failed';
      record.act({ action, subject: subjectOf(effect), reason: problem, after: { state, attempt, status } });
      if (retry) record.enqueue('effects', { effectId: effect.id }, waitMs);
      await noteAttempt(tx, record, { endpointId: effect.endpoint.id, requestId: effect.requestId, ok: sent.ok, problem, at }, this.house.settings.delivery);
      const next = sent.ok ? await tx.effects.findNext(effect.id) : null;
      if (next !== null) record.enqueue('effects', { effectId: next });
      tx.conclude({ audit: record.audit, jobs: record.jobs, told: record.told });
      return sent.ok ? 'succeeded' : retry ? 'will_retry' : 'failed';
    });
  }

  /** What was approved is not what the run holds now: a person has to look. Nothing is sent. */
  private park(job: EffectJob, effect: ClaimedEffect): Promise<EffectResult> {
    return this.house.tenancy.run(job, async (tx) => {
      const at = this.house.now();
      const problem = 'The request is no longer approved in the version that this was approved for. Nothing was sent.';
      const held = await tx.effects.settle({ effectId: effect.id, attempt: effect.attempts, state: 'parked', startedAt: at, durationMs: 0, status: null, problem, nextAttemptAt: null, endedAt: at });
      if (!held) return 'taken_over';
      const record = this.recordFor(job, effect, at);
      record.act({ action: 'effect.parked', subject: subjectOf(effect), reason: problem, after: { state: 'parked' } });
      tx.conclude({ audit: record.audit });
      return 'parked';
    });
  }

  private recordFor(job: EffectJob, effect: ClaimedEffect, at: Date): Record {
    return new Record({ tenantId: job.tenantId, actor: { kind: 'job', name: 'effects' }, channel: 'job', traceId: null, causeId: effect.causeId, at });
  }
}

const failedFor = (problem: string): SendOutcome => ({ ok: false, status: null, problem, final: true });
const subjectOf = (effect: ClaimedEffect) => ({ kind: 'request', id: effect.requestId, label: `request ${effect.requestNumber}` });
