import type { EffectJob, EffectResult, RunEffectService } from '@countersign/services/effects';
import type { Logger } from 'pino';
import type { TenantShares } from '../platform/tenant-shares.js';

const postponedMs = 1_000;

/**
 * Runs the effect that a job names. Delivered twice, it finds the effect taken, done or not yet due, and sends nothing;
 * a job whose worker died comes back when its heartbeat stops, and the effect when its lease ends.
 */
export class RunEffectWhenEffectWantedHandler {
  static readonly queue = 'effects';
  constructor(
    private readonly service: Pick<RunEffectService, 'run' | 'postpone'>,
    private readonly shares: TenantShares,
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
