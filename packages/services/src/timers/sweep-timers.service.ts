import type { House } from '../platform/index.js';
import { FireTimerService } from './fire-timer.service.js';

/** A timer is missed once its own job has had this long. */
const missedForSeconds = 60;
const tenantsAtOnce = 1000;
const timersAtOnce = 200;
const beforeAll = '00000000-0000-0000-0000-000000000000';

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
    let after = beforeAll;
    for (;;) {
      const tenants = await this.house.entry.listTenants(after, tenantsAtOnce);
      for (const tenantId of tenants) {
        sweep.signal?.throwIfAborted();
        const { fired, failed } = await this.sweepOne(tenantId, sweep);
        swept.fired += fired;
        swept.failed += failed;
      }
      const last = tenants.at(-1);
      if (last === undefined) return swept;
      after = last;
    }
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
