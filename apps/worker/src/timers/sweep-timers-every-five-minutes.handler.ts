import type { SweepTimersService } from '@countersign/services/timers';
import type { Logger } from 'pino';

/**
 * Fires timers that nobody fired in time: after a restart, a job that was lost, a clock that jumped. Run twice at once, it does no harm:
 * each timer is fired once.
 */
export class SweepTimersEveryFiveMinutesHandler {
  static readonly queue = 'timer-sweeps';
  static readonly cron = '*/5 * * * *';
  private readonly stopping = new AbortController();

  constructor(
    private readonly service: Pick<SweepTimersService, 'run'>,
    private readonly log: Pick<Logger, 'warn' | 'error'>,
  ) {}

  /** What is under way ends as failed, so that the queue gives it to another worker. */
  stop(): void {
    this.stopping.abort();
  }

  async run(): Promise<void> {
    const swept = await this.service.run({ signal: this.stopping.signal, onProblem: (error, timerId) => this.log.error({ err: error, timerId }, 'a timer could not be fired') });
    if (swept.fired > 0) this.log.warn(swept, 'timers had been missed, and are fired now');
  }
}
