import type { CheckRunsService } from '@countersign/services/requests';
import type { Logger } from 'pino';

/**
 * Folds every run again from its facts, and says where what is kept differs: in the log, and once in the audit of its company.
 * Run a second time, or by a worker that takes over, it begins anew and adds nothing that was said already.
 */
export class CheckRunsEveryNightHandler {
  static readonly queue = 'run-checks';
  /** Minute and hour, UTC. */
  static readonly cron = '15 2 * * *';
  private readonly stopping = new AbortController();

  constructor(
    private readonly service: Pick<CheckRunsService, 'run'>,
    private readonly log: Pick<Logger, 'info' | 'error'>,
  ) {}

  /** What is under way ends as failed, so that the queue gives it to another worker. */
  stop(): void {
    this.stopping.abort();
  }

  async run(): Promise<void> {
    const counts = await this.service.run({
      record: true,
      signal: this.stopping.signal,
      onDifference: ({ tenantId, requestNumber, runId, pointer, kept, told }) => this.log.error({ tenantId, requestNumber, runId, pointer, kept, told }, 'a run is not what its facts say'),
    });
    this.log.info(counts, 'every run was folded again from its facts');
  }
}
