import type { ReadingJob, ReadingResult, RunReadingService } from '@countersign/services/record-sets';
import type { Logger } from 'pino';

/** Reads a record set of another system. Delivered again, also after its worker was killed, it goes on with the page that was not taken. */
export class ReadRecordsWhenReadingStartedHandler {
  static readonly queue = 'record-readings';
  private readonly stopping = new AbortController();

  constructor(
    private readonly service: Pick<RunReadingService, 'run'>,
    private readonly log: Pick<Logger, 'info'>,
  ) {}

  stop(): void {
    this.stopping.abort();
  }

  async run({ tenantId, readingId }: ReadingJob): Promise<ReadingResult> {
    const result = await this.service.run({ tenantId, readingId }, this.stopping.signal);
    this.log.info({ tenantId, readingId, result }, 'a reading of records came this far');
    return result;
  }
}
