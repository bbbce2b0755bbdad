import type { ConnectionGrantJob, ConnectionGrantResult, ExchangeConnectionGrantService } from '@countersign/services/connections';
import type { Logger } from 'pino';

/** Exchanges what somebody came back with from another system. Delivered again, it exchanges nothing a second time, and says so. */
export class ExchangeConnectionGrantWhenGrantAnsweredHandler {
  static readonly queue = 'connection-grants';
  constructor(
    private readonly service: Pick<ExchangeConnectionGrantService, 'run'>,
    private readonly log: Pick<Logger, 'error'>,
  ) {}

  /** Throws what the service throws, so that the queue delivers the job again; the log names ids, never content. */
  async run({ tenantId, grantId }: ConnectionGrantJob): Promise<ConnectionGrantResult> {
    try {
      return await this.service.run({ tenantId, grantId });
    } catch (error) {
      this.log.error({ err: error, tenantId, grantId }, 'what another system sent back could not be exchanged');
      throw error;
    }
  }
}
