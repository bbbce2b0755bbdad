import type { Logger } from 'pino';

/** Work that is looked for again and again, by every worker: a round that fails is made up for by the next, and two at once do no harm. */
export abstract class Rounds<Service extends { run(): Promise<unknown> }> {
  protected abstract readonly everyMs: number;
  /** What the log says of a round that failed. */
  protected abstract readonly complaint: string;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly service: Pick<Service, 'run'>,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.run(), this.everyMs).unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  async run(): Promise<void> {
    try {
      await this.service.run();
    } catch (error) {
      this.log.warn({ err: error }, this.complaint);
    }
  }
}
