import type { FireTimerService, TimerJob, TimerResult } from '@countersign/services/timers';
import type { Logger } from 'pino';

/** Fires the timer that a job names. Delivered twice, it finds the timer fired and does nothing; woken early, it goes to sleep again. */
export class FireTimerWhenItsTimeHasComeHandler {
  static readonly queue = 'timers';
  constructor(
    private readonly service: Pick<FireTimerService, 'run'>,
    private readonly log: Pick<Logger, 'error'>,
  ) {}

  /** Throws what the service throws, so that the queue delivers the job again; the log names ids, never content. */
  async run({ tenantId, timerId }: TimerJob): Promise<TimerResult> {
    try {
      return await this.service.run({ tenantId, timerId });
    } catch (error) {
      this.log.error({ err: error, tenantId, timerId }, 'a timer could not be fired');
      throw error;
    }
  }
}
