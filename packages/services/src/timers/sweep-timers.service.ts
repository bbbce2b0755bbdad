import type { House } from '../platform/index.js';
import { FireTimerService } from './fire-timer.service.js';

/** A timer is missed once its own job has had this long. */
const missedForSeconds = 60;
const timersAtOnce = 200;

export interface TimersSwept {
  readonly fired: number;
  /** Left for the next sweep. */
  readonly failed: number;
}

export interface TimerSweep {
  readonly onProblem: (error: unknown, timerId: string) => void;
  readonly signal?: AbortSignal;
  readonly forSeconds?: number;
}

/** Finds timers whose job was lost, or sent for a time that the clock has jumped over, company by company, and fires them. */
export class SweepTimersService {
  private readonly firing: FireTimerService;
  constructor(private readonly house: House) {
    this.firing = new FireTimerService(house);
  }

  /** @throws what the signal was aborted with */
  async run(sweep: TimerSweep): Promise<TimersSwept> {
    const swept = { fired: 0, failed: 0 };
    for await (const tenantId of this.house.entry.everyTenant()) {
      sweep.signal?.throwIfAborted();
      const { fired, failed } = await this.sweepOne(tenantId, sweep);
      swept.fired += fired;
      swept.failed += failed;
    }
    return swept;
  }

  private async sweepOne(tenantId: string, { onProblem, forSeconds = missedForSeconds }: TimerSweep): Promise<TimersSwept> {
    const swept = { fired: 0, failed: 0 };
    for (const timerId of await this.house.tenancy.read({ tenantId }, (tx) => tx.timers.listMissed(forSeconds, timersAtOnce))) {
      try {
        if ((await this.firing.run({ tenantId, timerId })) === 'fired') swept.fired += 1;
      } catch (error) {
        // One that cannot be fired must not keep the others from it.
        swept.failed += 1;
        onProblem(error, timerId);
      }
    }
    return swept;
  }
}
