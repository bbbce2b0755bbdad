import type { MigrationJob, MigrationResult, RunMigrationService } from '@countersign/services/run-migrations';
import type { Logger } from 'pino';

/**
 * Works out the plan of a migration, or moves what a started one names. Delivered again, also after its worker was killed, it goes on from
 * the rows and does nothing twice.
 */
export class MoveRunsWhenMigrationStartedHandler {
  static readonly queue = 'run-migrations';
  private readonly stopping = new AbortController();

  constructor(
    private readonly service: Pick<RunMigrationService, 'run'>,
    private readonly log: Pick<Logger, 'info' | 'error'>,
  ) {}

  /** What is under way ends as failed after the request at hand, so that the queue gives it to another worker. */
  stop(): void {
    this.stopping.abort();
  }

  /** Throws what the service throws, so that the queue delivers the job again; the log names ids, never content. */
  async run({ tenantId, migrationId }: MigrationJob): Promise<MigrationResult> {
    const onProblem = (error: unknown, requestId: string) => this.log.error({ err: error, tenantId, migrationId, requestId }, 'a request could not be moved');
    const result = await this.service.run({ tenantId, migrationId }, { signal: this.stopping.signal, onProblem });
    this.log.info({ tenantId, migrationId, result }, 'a migration came this far');
    return result;
  }
}
