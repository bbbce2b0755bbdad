import { Refusal } from '@countersign/contracts/platform';
import { FairLine } from '../platform/index.js';

/** So many connections of a process are used for messages at once, each by another company. */
const placesMax = 4;
/** So many messages of one company wait here at most. */
const waitingMax = 250;

/**
 * One message of a company is kept at a time in each process: they would wait for each other in the database anyway, each holding a
 * connection that another company's people need. Who sends more than can wait is told so at once.
 */
export class SourceLine {
  private readonly line = new FairLine(placesMax);
  private readonly waiting = new Map<string, number>();

  async run<Result>(tenantId: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.waiting.get(tenantId) ?? 0;
    if (before >= waitingMax) throw new Refusal('rate_limited', { detail: 'More messages come at once than can be kept. Send it again later; nothing was kept.', retryAfterSeconds: 1 });
    this.waiting.set(tenantId, before + 1);
    try {
      return await this.line.run(tenantId, work);
    } finally {
      const left = (this.waiting.get(tenantId) ?? 1) - 1;
      if (left > 0) this.waiting.set(tenantId, left);
      else this.waiting.delete(tenantId);
    }
  }
}
