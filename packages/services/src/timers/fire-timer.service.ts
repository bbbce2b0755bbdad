import { Record, type House } from '../platform/index.js';
import { timerAheadMsMax } from '../requests/index.js';
import { actOnTimer } from './act-on-timer.part.js';

/** What a job carries: ids only. Everything else is read again, in the tenant's own transaction. */
export interface TimerJob {
  readonly tenantId: string;
  readonly timerId: string;
}

export type TimerResult = 'fired' | 'moot' | 'later' | 'nothing_to_do';

/**
 * Does what was to be done at a time: once, and never before that time by the database's clock, whatever other clocks say.
 * Delivered again, it finds the timer fired; woken early, it goes to sleep again; what nobody waits for any more is moot.
 */
export class FireTimerService {
  constructor(private readonly house: House) {}

  run({ tenantId, timerId }: TimerJob): Promise<TimerResult> {
    return this.house.tenancy.run({ tenantId }, async (tx): Promise<TimerResult> => {
      const known = await tx.timers.find(timerId);
      if (!known) return 'nothing_to_do';
      const file = await tx.requests.lock(known.requestId);
      const timer = await tx.timers.hold(timerId);
      if (!file || timer?.state !== 'waiting') return 'nothing_to_do';
      const at = timer.now;
      const record = new Record({ tenantId, actor: { kind: 'job', name: 'timers' }, channel: 'job', traceId: null, causeId: null, at });
      if (timer.waitMs > 0) {
        record.enqueue('timers', { timerId }, Math.min(Math.ceil(timer.waitMs), timerAheadMsMax));
        tx.conclude({ audit: [], jobs: record.jobs });
        return 'later';
      }
      const acted = actOnTimer({ tx, record, at, file, timer });
      await tx.timers.end(timerId, acted ? 'fired' : 'moot', at);
      if (!acted) return 'moot';
      tx.conclude({ audit: record.audit, usage: record.usage, jobs: record.jobs, told: record.told });
      return 'fired';
    });
  }
}
