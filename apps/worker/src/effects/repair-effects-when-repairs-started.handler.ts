import type { RepairsJob, RepairsResult, RunRepairsService } from '@countersign/services/effects';
import type { Logger } from 'pino';

/** Carries out what was decided about many effects. Delivered again, also after its worker was killed, it goes on from the rows. */
export class RepairEffectsWhenRepairsStartedHandler {
  static readonly queue = 'effect-repairs';
  private readonly stopping = new AbortController();

  constructor(
    private readonly service: Pick<RunRepairsService, 'run'>,
    private readonly log: Pick<Logger, 'info'>,
  ) {}

  stop(): void {
    this.stopping.abort();
  }

  async run({ tenantId, repairId }: RepairsJob): Promise<RepairsResult> {
    const result = await this.service.run({ tenantId, repairId }, this.stopping.signal);
    this.log.info({ tenantId, repairId, result }, 'a decision about many effects came this far');
    return result;
  }
}
