import type { RecordRepairsJob, RecordRepairsResult, RunRecordRepairsService } from '@countersign/services/record-sets';
import type { Logger } from 'pino';

/** Carries out what was decided about findings. Delivered again, also after its worker was killed, it goes on from the rows. */
export class RepairRecordsWhenRepairsStartedHandler {
  static readonly queue = 'record-repairs';
  private readonly stopping = new AbortController();

  constructor(
    private readonly service: Pick<RunRecordRepairsService, 'run'>,
    private readonly log: Pick<Logger, 'info'>,
  ) {}

  stop(): void {
    this.stopping.abort();
  }

  async run({ tenantId, repairId }: RecordRepairsJob): Promise<RecordRepairsResult> {
    const result = await this.service.run({ tenantId, repairId }, this.stopping.signal);
    this.log.info({ tenantId, repairId, result }, 'a decision about findings came this far');
    return result;
  }
}
