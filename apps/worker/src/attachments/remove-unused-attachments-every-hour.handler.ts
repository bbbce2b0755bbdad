import type { RemoveUnusedAttachmentsService } from '@countersign/services/attachments';
import type { Logger } from 'pino';

const everyMs = 60 * 60_000;

/** Removes files that became part of no request. A round that fails is made up for by the next; two workers at once do no harm. */
export class RemoveUnusedAttachmentsEveryHourHandler {
  private timer: NodeJS.Timeout | null = null;
  constructor(
    private readonly service: Pick<RemoveUnusedAttachmentsService, 'run'>,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.run(), everyMs).unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  async run(): Promise<void> {
    try {
      await this.service.run();
    } catch (error) {
      this.log.warn({ err: error }, 'unused attachments could not be removed');
    }
  }
}
