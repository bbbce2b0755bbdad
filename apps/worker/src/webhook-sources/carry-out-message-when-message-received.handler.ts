import type { AwaitedJob, CarryOutMessageService, MessageJob, MessageResult } from '@countersign/services/webhook-sources';
import type { Logger } from 'pino';

/**
 * Carries out the message that a job names. Delivered twice, it finds it done, or not its turn yet; a job whose worker died comes back
 * when its heartbeat stops, and the message when its lease ends.
 */
export class CarryOutMessageWhenMessageReceivedHandler {
  static readonly queue = 'inbound-messages';
  constructor(
    private readonly service: Pick<CarryOutMessageService, 'run' | 'wake'>,
    private readonly log: Pick<Logger, 'warn' | 'error'>,
  ) {}

  /** Throws what the service throws, so that the queue delivers the job again; the log names ids, never content. */
  async run(job: MessageJob | AwaitedJob): Promise<MessageResult | number> {
    if ('requestId' in job) return this.service.wake(job);
    const { tenantId, messageId } = job;
    try {
      const { result, error } = await this.service.run({ tenantId, messageId });
      if (error !== null) this.log.error({ err: error, tenantId, messageId, result }, 'carrying out a message failed');
      if (result === 'dead') this.log.warn({ tenantId, messageId }, 'an inbound message is a dead letter');
      return result;
    } catch (error) {
      this.log.error({ err: error, tenantId, messageId }, 'a job failed');
      throw error;
    }
  }
}
