import type { ReplayJob, ReplayResult, RunReplayService } from '@countersign/services/webhooks';
import type { Logger } from 'pino';

/** Sends again what a replay names. Delivered again, also after its worker was killed, it goes on from the rows. */
export class SendAgainWhenReplayStartedHandler {
  static readonly queue = 'webhook-replays';
  private readonly stopping = new AbortController();

  constructor(
    private readonly service: Pick<RunReplayService, 'run'>,
    private readonly log: Pick<Logger, 'info'>,
  ) {}

  /** What is under way ends as failed after the delivery at hand, so that the queue gives it to another worker. */
  stop(): void {
    this.stopping.abort();
  }

  async run({ tenantId, replayId }: ReplayJob): Promise<ReplayResult> {
    const result = await this.service.run({ tenantId, replayId }, this.stopping.signal);
    this.log.info({ tenantId, replayId, result }, 'a replay came this far');
    return result;
  }
}
