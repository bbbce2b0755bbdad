import type { OutsideRecordJob, OutsideRecordResult, ReadOutsideRecordService } from '@countersign/services/outside-records';
import type { Logger } from 'pino';

/** Reads the record that a job names. Delivered twice, it finds it read; a job whose worker died comes back when its heartbeat stops. */
export class ReadRecordWhenRecordWantedHandler {
  static readonly queue = 'outside-records';
  constructor(
    private readonly service: Pick<ReadOutsideRecordService, 'run'>,
    private readonly log: Pick<Logger, 'warn' | 'error'>,
  ) {}

  /** Throws what the service throws, so that the queue delivers the job again; the log names ids, never content. */
  async run({ tenantId, recordId }: OutsideRecordJob): Promise<OutsideRecordResult> {
    try {
      const result = await this.service.run({ tenantId, recordId });
      if (result === 'unreadable') this.log.warn({ tenantId, recordId }, 'a record of another system cannot be read');
      return result;
    } catch (error) {
      this.log.error({ err: error, tenantId, recordId }, 'a job failed');
      throw error;
    }
  }
}
