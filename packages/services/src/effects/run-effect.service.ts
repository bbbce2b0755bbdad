import type { RequestStatus } from '@countersign/contracts/requests';
import type { Tx } from '@countersign/database/platform';
import type { ClaimedEffect } from '@countersign/database/effects';
import { tellOfLostGrant } from '../connections/index.js';
import { tell } from '../notifications/index.js';
import { newId, Record, type House } from '../platform/index.js';
import { askAll, askPeople } from './ask-people.part.js';
import { compareRecords } from './compare-records.part.js';
import { endingOf, takenOver, waitBefore, type Ending } from './ending.part.js';
import { giveNotice } from './give-notice.part.js';
import { goOnAfter, mayUndo } from './go-on-after.part.js';
import { isThroughConnection, keepHold } from './keep-hold.part.js';
import { makeCallEffect } from './make-call-effect.part.js';
import { sendMailEffect } from './send-mail-effect.part.js';
import { sendMessageEffect } from './send-message-effect.part.js';
import { sendWebhookEffect } from './send-webhook-effect.part.js';
import { tellOfStop, waitsForSomebody } from './tell-of-stop.part.js';
import { holdEffect, noteAttempt } from '../webhooks/index.js';

/** What a job carries: ids only. Everything else is read again, in the tenant's own transaction. */
export interface EffectJob {
  readonly tenantId: string;
  readonly effectId: string;
}

export type EffectResult = 'succeeded' | 'will_retry' | 'failed' | 'unknown' | 'parked' | 'asked' | 'nothing_to_do' | 'later' | 'held' | 'taken_over';

interface Ended extends Ending {
  readonly startedAt: Date;
  readonly durationMs: number;
  /** What we did wrong ourselves. */
  readonly fault?: Error;
}

/** Waited besides, so that what a job comes back for is there. */
const slackMs = 50;
const results = { succeeded: 'succeeded', again: 'will_retry', failed: 'failed', unknown: 'unknown', parked: 'parked', asked: 'asked' } as const;
const states = { succeeded: 'succeeded', again: 'wanted', failed: 'failed', unknown: 'unknown', parked: 'parked', asked: 'asked' } as const;
const actions = { succeeded: 'effect.succeeded', again: 'effect.attempt_failed', failed: 'effect.failed', unknown: 'effect.unknown', parked: 'effect.parked', asked: 'effect.asked' } as const;

/**
 * Carries out one effect: claims it in one transaction, acts outside any, and records the outcome in a second. A job delivered twice finds the effect
 * taken, done or not yet due. A worker that dies after the call and before the record leaves the claim, which runs out; who takes it over
 * knows that it is in doubt, and acts with the same key, or asks, or leaves it to a person.
 */
export class RunEffectService {
  constructor(private readonly house: House) {}

  async run(job: EffectJob): Promise<EffectResult> {
    const heldFromMs = performance.now();
    const claimed = await this.claim(job);
    if (typeof claimed === 'string') return claimed;
    const ended = await this.attempt(job.tenantId, claimed, heldFromMs);
    const result = await this.settle(job, claimed, ended);
    // What we did wrong is told to whoever looks after us, once it is known what became of the effect.
    if (ended.fault !== undefined) throw ended.fault;
    return result;
  }

  /** Puts a job back whose tenant uses its share of this process already; nothing was begun. */
  postpone({ tenantId, effectId }: EffectJob, forMs: number): Promise<void> {
    return this.house.tenancy.run({ tenantId }, (tx) => {
      tx.conclude({ audit: [], jobs: [{ queue: 'effects', data: { effectId }, delayMs: forMs }] });
      return Promise.resolve();
    });
  }

  private claim(job: EffectJob): Promise<ClaimedEffect | EffectResult> {
    const { leaseMs } = this.house.settings.delivery;
    return this.house.tenancy.run(job, async (tx): Promise<ClaimedEffect | EffectResult> => {
      const outcome = await tx.effectRuns.claim(job.effectId, leaseMs);
      if (outcome === null || outcome.kind === 'done') return 'nothing_to_do';
      if (outcome.kind === 'held') {
        await holdEffect(tx, job, outcome.by, this.house.now());
        return 'held';
      }
      if (outcome.kind !== 'claimed') {
        // Somebody else holds it, or it is not due: look again then, whoever is alive.
        const jobs = [{ queue: 'effects', data: { effectId: job.effectId }, delayMs: outcome.forMs + slackMs }];
        tx.conclude({ audit: [], jobs });
        return 'later';
      }
      const { effect } = outcome;
      if (effect.kind === 'webhook') await tx.effectRuns.openDelivery({ id: newId(), effectId: effect.id, requestId: effect.requestId, endpointId: effect.endpoint.id, event: effect.event, at: effect.wantedAt });
      return effect;
    });
  }

  private async attempt(tenantId: string, effect: ClaimedEffect, heldFromMs: number): Promise<Ended> {
    const startedAt = this.house.now();
    const ended = (ending: Ending, fault?: Error): Ended => ({ ...ending, startedAt, durationMs: this.house.now().getTime() - startedAt.getTime(), ...(fault && { fault }) });
    try {
      return ended(await this.act(tenantId, effect, startedAt, heldFromMs));
    } catch (error) {
      const more = effect.attempts - effect.attemptsBefore <= this.house.settings.delivery.retryDelaysMs.length;
      const fault = error instanceof Error ? error : new Error('an attempt failed');
      // A notice is given by what records it, and people are asked by that: where it did not come about, nobody was.
      if (effect.kind === 'notice' || effect.kind === 'ask') return ended(endingOf({ kind: more ? 'again' : 'failed', problem: `Something went wrong on our side; nobody was ${effect.kind === 'ask' ? 'asked' : 'told'}.` }), fault);
      return ended(endingOf({ kind: more ? 'again' : 'unknown', inDoubt: true, problem: 'Something went wrong on our side; it may have been carried out.' }), fault);
    }
  }

  private async act(tenantId: string, effect: ClaimedEffect, startedAt: Date, claimedFromMs: number): Promise<Ending> {
    // What was approved is not what the run or the connection holds now: a person has to look.
    if (!effect.stillApproved) return endingOf({ kind: 'parked', problem: notApprovedText(effect) });
    const stop = await compareRecords(this.house, tenantId, effect);
    if (stop !== null) return { ...stop, inDoubt: stop.inDoubt || effect.inDoubt };
    const heldFromMs = effect.records === null ? claimedFromMs : performance.now();
    if (effect.records !== null && !(await keepHold(this.house, tenantId, effect))) return takenOver;
    switch (effect.kind) {
      case 'webhook':
        return sendWebhookEffect(this.house, tenantId, effect, startedAt);
      case 'http':
        return makeCallEffect(this.house, tenantId, effect, startedAt, heldFromMs);
      case 'mail':
        return sendMailEffect(this.house, tenantId, effect, startedAt);
      case 'message':
        return sendMessageEffect(this.house, tenantId, effect, startedAt, heldFromMs);
      case 'notice':
        return giveNotice(this.house, tenantId, effect);
      case 'ask':
        return askPeople(this.house, tenantId, effect);
    }
  }

  private settle(job: EffectJob, effect: ClaimedEffect, ended: Ended): Promise<EffectResult> {
    const { kind, status, problem, notBeforeMs, inDoubt, seenRecords, startedAt, durationMs, call } = ended;
    const again = kind === 'again';
    // Told that it was not done, it is done at once.
    const waitMs = again ? (call?.asked === 'look_up' && !inDoubt ? 0 : waitBefore(effect.kind, effect.attempts - effect.attemptsBefore, this.house.settings.delivery.retryDelaysMs, notBeforeMs)) : 0;
    return this.house.tenancy.run(job, async (tx) => {
      const at = this.house.now();
      const nextAttemptAt = again ? new Date(at.getTime() + waitMs) : null;
      const settlement = { effectId: effect.id, attempt: effect.attempts, state: states[kind], startedAt, durationMs, status, problem, call, seenRecords, inDoubt: inDoubt || kind === 'unknown', nextAttemptAt, endedAt: again || kind === 'asked' ? null : at };
      const held = !again && mayUndo(effect, kind) ? await tx.requests.lock(effect.requestId) : null;
      if (!(await tx.effectRuns.settle(settlement))) return 'taken_over';
      if (isThroughConnection(effect)) await noteHealth(tx, effect.connection.id, ended.health);
      const record = new Record({ tenantId: job.tenantId, actor: { kind: 'job', name: 'effects' }, channel: 'job', traceId: null, causeId: effect.causeId, at });
      const subject = { kind: 'request', id: effect.requestId, label: `request ${effect.requestNumber}` };
      const linked = await linkNamed(tx, effect, ended.named, at);
      const receipt = record.act({ action: actions[kind], subject, reason: problem, after: { state: states[kind], effectId: effect.id, attempt: effect.attempts, status, ...(call?.drift && { drift: call.drift }), ...linked } });
      if (ended.tells) tell(record, { receipt, requestId: effect.requestId, kind: 'notice', requestStatus: effect.requestStatus as RequestStatus, byMemberId: null, askedIds: ended.tells, toWatchers: false, effectId: effect.id });
      if (ended.asks) askAll(tx, record, { effect, asks: ended.asks, receipt, at });
      if (again) record.enqueue('effects', { effectId: effect.id }, waitMs);
      if (effect.kind === 'webhook' && kind !== 'parked') await noteAttempt(tx, record, { endpointId: effect.endpoint.id, requestId: effect.requestId, ok: kind === 'succeeded', problem, at }, this.house.settings.delivery);
      if (effect.kind === 'http' && kind === 'parked') await tellOfLostGrant(tx, record, effect, at);
      const isOver = kind === 'succeeded' || (!again && effect.onFailure === 'continue');
      // Asked in the same breath: one trip.
      const [next] = await Promise.all([isOver ? tx.effectRuns.findNext(effect.id) : null, goOnAfter(tx, record, at, effect, held), waitsForSomebody(effect, kind) ? tellOfStop(tx, record, effect, receipt) : null]);
      if (next !== null) record.enqueue('effects', { effectId: next });
      tx.conclude({ audit: record.audit, jobs: record.jobs, told: record.told });
      return results[kind];
    });
  }
}

/** In the transaction that records that it is done: links the request to the record that the answer names. Returns what the audit tells of it. */
async function linkNamed(tx: Tx, effect: ClaimedEffect, named: Ending['named'], at: Date): Promise<object> {
  if (effect.kind !== 'http' || effect.record === null || named === null) return {};
  const { recordSetId } = effect.record;
  const said = { outsideId: null, problem: null, ...named };
  await tx.requestRecords.insertOfEffect({ id: newId(), requestId: effect.requestId, effectId: effect.id, recordSetId, ...said }, at);
  return { record: { recordSetId, ...named } };
}

async function noteHealth(tx: Tx, connectionId: string, health: Ending['health']): Promise<void> {
  if (health === null) return;
  if (health === 'answers') return tx.connectionGates.heal(connectionId);
  return health === 'fails' ? tx.connectionGates.fail(connectionId) : tx.connectionGates.close(connectionId, health.closedForMs);
}

/** What of an approval does not hold any more. The other system's address comes first: who put it right has the rest looked at when it is tried again. */
function notApprovedText({ leadsElsewhere, undoesId }: ClaimedEffect): string {
  if (leadsElsewhere === null) return undoesId === null ? 'The request is no longer approved in the version that this was approved for. Nothing was sent.' : 'The request is no longer undone in the version that this was to undo. Nothing was sent.';
  const { name, address, before } = leadsElsewhere;
  return before === null || before === address ? `${name} is called in another way by now than was approved. Nothing was sent.` : `${name} calls another address by now than was approved: ${before} → ${address}. Nothing was sent.`;
}
