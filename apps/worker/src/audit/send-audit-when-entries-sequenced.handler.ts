import type { AuditStreamJob, AuditStreamResult, SendAuditService } from '@countersign/services/audit';
import type { Logger } from 'pino';

/** Sends the audit to an endpoint until everything has arrived. Delivered again, also after its worker was killed, it goes on from the row. */
export class SendAuditWhenEntriesSequencedHandler {
  static readonly queue = 'audit-streams';
  private readonly stopping = new AbortController();

  constructor(
    private readonly service: Pick<SendAuditService, 'run'>,
    private readonly log: Pick<Logger, 'info'>,
  ) {}

  /** What is under way ends as failed after the entries at hand, so that the queue gives it to another worker. */
  stop(): void {
    this.stopping.abort();
  }

  async run({ tenantId, streamId }: AuditStreamJob): Promise<AuditStreamResult> {
    const result = await this.service.run({ tenantId, streamId }, this.stopping.signal);
    if (result === 'will_retry' || result === 'held') this.log.info({ tenantId, streamId, result }, 'a stream of the audit came this far');
    return result;
  }
}
