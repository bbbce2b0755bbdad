import type { ConnectionTestJob, ConnectionTestResult, RunConnectionTestService } from '@countersign/services/connections';
import type { Logger } from 'pino';

/** Makes the call of a test that somebody asked for. Delivered again, it finds the test over, or asks once more: that changes nothing there. */
export class TryConnectionWhenTestAskedHandler {
  static readonly queue = 'connection-tests';
  constructor(
    private readonly service: Pick<RunConnectionTestService, 'run'>,
    private readonly log: Pick<Logger, 'error'>,
  ) {}

  /** Throws what the service throws, so that the queue delivers the job again; the log names ids, never content. */
  async run({ tenantId, testId }: ConnectionTestJob): Promise<ConnectionTestResult> {
    try {
      return await this.service.run({ tenantId, testId });
    } catch (error) {
      this.log.error({ err: error, tenantId, testId }, 'a connection could not be tried');
      throw error;
    }
  }
}
