import type { RemoveUnusedPicturesService } from '@countersign/services/profile';
import type { Logger } from 'pino';

const everyMs = 10 * 60_000;

/** Removes what nobody shows any more. A round that fails is made up for by the next; two workers at once do no harm. */
export class RemoveUnusedPicturesEveryTenMinutesHandler {
  private timer: NodeJS.Timeout | null = null;
  constructor(
    private readonly service: Pick<RemoveUnusedPicturesService, 'run'>,
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
      this.log.warn({ err: error }, 'unused pictures could not be removed');
    }
  }
}
