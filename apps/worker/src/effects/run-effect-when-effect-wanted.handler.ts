import type { EffectJob, EffectResult, RunEffectService } from '@countersign/services/effects';
import type { Logger } from 'pino';

const postponedMs = 1_000;

/** Who of the companies uses how much of this process. */
export interface Shares {
  enter(tenantId: string): Promise<boolean>;
  leave(tenantId: string): void;
}

/**
 * Runs the effect that a job names. Delivered twice, it finds the effect taken, done or not yet due, and sends nothing;
 * a job whose worker died comes back when its heartbeat stops, and the effect when its lease ends.
 */
export class RunEffectWhenEffectWantedHandler {
  static readonly queue = 'effects';
  constructor(
    private readonly service: Pick<RunEffectService, 'run' | 'postpone'>,
    private readonly shares: Shares,
    private readonly log: Pick<Logger, 'warn' | 'error'>,
  ) {}

  /** Throws what the service throws, so that the queue delivers the job again; the log names ids, never content. */
  async run({ tenantId, effectId }: EffectJob): Promise<EffectResult> {
    if (!(await this.shares.enter(tenantId))) {
      await this.service.postpone({ tenantId, effectId }, postponedMs + Math.round(Math.random() * postponedMs));
      return 'later';
    }
    try {
      const result = await this.service.run({ tenantId, effectId });
      if (result === 'failed' || result === 'parked') this.log.warn({ tenantId, effectId, result }, 'an effect needs a person');
      return result;
    } catch (error) {
      this.log.error({ err: error, tenantId, effectId }, 'a job failed');
      throw error;
    } finally {
      this.shares.leave(tenantId);
    }
  }
}
