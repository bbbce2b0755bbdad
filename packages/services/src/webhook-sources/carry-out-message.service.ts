import { Refusal, type RefusalCode } from '@countersign/contracts/platform';
import type { HeldMessage } from '@countersign/database/webhook-sources';
import { Record, scheduledWaitMs, type House } from '../platform/index.js';
import { actOnMessage, typeOf } from './act-on-message.part.js';

/** What a job carries: ids only. Everything else is read again, in the tenant's own transaction. */
export interface MessageJob {
  readonly tenantId: string;
  readonly messageId: string;
}

/** That a request waits for a message now: what came before that is not kept any longer. */
export interface AwaitedJob {
  readonly tenantId: string;
  readonly requestId: string;
}

export type MessageResult = 'done' | 'ignored' | 'kept' | 'will_retry' | 'dead' | 'nothing_to_do' | 'later';

export interface CarriedOut {
  readonly result: MessageResult;
  /** What nobody expected: for the log. */
  readonly error: unknown;
}

const attemptsMax = 8;
/** Waited besides, so that what a job comes back for is there. */
const slackMs = 50;
/** Refusals that depend on what the message says, and on nothing that changes by itself. */
const final: readonly RefusalCode[] = ['invalid_input', 'condition_failed'];
const ours = 'Something is wrong on our side.';

interface Failure {
  readonly problem: string;
  readonly isFinal: boolean;
}

/**
 * Carries out one inbound message. An attempt is counted before it is made; what it does and that the message is done commit together.
 * Delivered again, a job finds the message done, or not its turn. Whatever fails leaves nothing but its reason, and is tried again, later
 * each time, until it is a dead letter; a message that ends its worker each time becomes one as well.
 */
export class CarryOutMessageService {
  constructor(private readonly house: House) {}

  async run(job: MessageJob): Promise<CarriedOut> {
    const begun = await this.begin(job);
    if (typeof begun === 'string') return { result: begun, error: null };
    if (begun > attemptsMax) return { result: await this.fail(job, begun, { problem: `It ended whoever carried it out, ${attemptsMax} times.`, isFinal: true }), error: null };
    try {
      return { result: await this.act(job, begun), error: null };
    } catch (error) {
      const failure = error instanceof Refusal ? { problem: textOf(error), isFinal: final.includes(error.code) } : { problem: ours, isFinal: false };
      return { result: await this.fail(job, begun, failure), error: error instanceof Refusal ? null : error };
    }
  }

  /** How many messages were kept for a request that waits for them now. Delivered again, it finds none. */
  wake({ tenantId, requestId }: AwaitedJob): Promise<number> {
    return this.house.tenancy.run({ tenantId }, async (tx) => {
      const ids = await tx.inboundMessages.wake(requestId);
      if (ids.length > 0) tx.conclude({ audit: [], jobs: ids.map((messageId) => ({ queue: 'inbound-messages', data: { messageId }, delayMs: 0 })) });
      return ids.length;
    });
  }

  /** Counts the attempt; or says that there is nothing to do, or not yet. */
  private begin(job: MessageJob): Promise<number | 'nothing_to_do' | 'later'> {
    return this.house.tenancy.run(job, async (tx) => {
      const at = this.house.now();
      const attempts = await tx.inboundMessages.begin(job.messageId, { at, until: new Date(at.getTime() + this.house.settings.delivery.leaseMs) });
      if (attempts !== null) return attempts;
      const message = await tx.inboundMessages.lock(job.messageId);
      if (message?.state !== 'received') return 'nothing_to_do';
      const waitMs = Math.max(0, (message.nextAttemptAt?.getTime() ?? 0) - at.getTime()) + slackMs;
      tx.conclude({ audit: [], jobs: [{ queue: 'inbound-messages', data: { messageId: job.messageId }, delayMs: waitMs }] });
      return 'later';
    });
  }

  private act(job: MessageJob, attempt: number): Promise<MessageResult> {
    return this.house.tenancy.run(job, async (tx) => {
      const at = this.house.now();
      const message = await tx.inboundMessages.lock(job.messageId);
      if (message?.state !== 'received' || message.attempts !== attempt) return 'nothing_to_do';
      const source = await tx.webhookSources.find(message.sourceId);
      if (!source) throw new Error('a message has no source');
      const record = this.recordOf(job, message, at);
      const { type, state, requestId, note, effectId = null } = await actOnMessage({ tx, record, at, source, message, recordsMax: this.house.settings.records.perSetMax });
      await tx.inboundMessages.settle({ id: message.id, type, state, problem: note, nextAttemptAt: null, endedAt: state === 'kept' ? null : at, requestId, effectId });
      record.act({ action: state === 'kept' ? 'inbound_message.kept' : note === null ? 'inbound_message.carried_out' : 'inbound_message.ignored', subject: subjectOf(message), reason: note, after: { state, type, requestId, effectId, attempt } });
      tx.conclude({ audit: record.audit, usage: record.usage, jobs: record.jobs, told: record.told });
      return state === 'kept' ? 'kept' : note === null ? 'done' : 'ignored';
    });
  }

  private fail(job: MessageJob, attempt: number, { problem, isFinal }: Failure): Promise<MessageResult> {
    return this.house.tenancy.run(job, async (tx) => {
      const at = this.house.now();
      const message = await tx.inboundMessages.lock(job.messageId);
      if (message?.state !== 'received' || message.attempts !== attempt) return 'nothing_to_do';
      const source = await tx.webhookSources.find(message.sourceId);
      const type = source ? typeOf(message.body, source.settings.typePointer) : null;
      const isDead = isFinal || attempt >= attemptsMax;
      const waitMs = scheduledWaitMs(attempt, this.house.settings.delivery.retryDelaysMs);
      const record = this.recordOf(job, message, at);
      await tx.inboundMessages.settle({ id: message.id, type, state: isDead ? 'dead' : 'received', problem, nextAttemptAt: isDead ? null : new Date(at.getTime() + waitMs), endedAt: isDead ? at : null, requestId: null, effectId: null });
      record.act({ action: isDead ? 'inbound_message.died' : 'inbound_message.attempt_failed', subject: subjectOf(message), reason: problem, after: { state: isDead ? 'dead' : 'received', attempt } });
      if (!isDead) record.enqueue('inbound-messages', { messageId: message.id }, waitMs + slackMs);
      tx.conclude({ audit: record.audit, jobs: record.jobs });
      return isDead ? 'dead' : 'will_retry';
    });
  }

  private recordOf({ tenantId }: MessageJob, { causeId }: HeldMessage, at: Date): Record {
    return new Record({ tenantId, actor: { kind: 'job', name: 'inbound-messages' }, channel: 'job', traceId: null, causeId, at });
  }
}

const subjectOf = ({ id, messageId }: HeldMessage) => ({ kind: 'inbound_message', id, label: messageId });

const problemMax = 2000;
/** Everything that is wrong, and where: what a person mends the source or its sender by. */
function textOf({ message, details: { errors = [] } }: Refusal): string {
  const places = errors.map(({ pointer, detail }) => `${pointer.replace(/^\/body\/content/, '') || 'The content'}: ${detail}`);
  return [...[...[message, ...places].join('\n')].slice(0, problemMax)].join('');
}
