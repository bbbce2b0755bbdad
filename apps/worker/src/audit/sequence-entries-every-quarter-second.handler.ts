import type { SequenceAuditService } from '@countersign/services/audit';
import type { Logger } from 'pino';
import { setTimeout as pause } from 'node:timers/promises';

const everyMs = 250;
/** A look into many companies takes its time: so long at most it is then put off, so that it takes no more than its share of the machine. */
const putOffMaxMs = 1000;
/** Whoever does not hold the sequencer's place asks for it so often. */
const askAgainMs = 1000;
/** From here on somebody should look what holds it up. */
const alarmAtMs = 2000;
/** What the answer to a change promises: so long at most until an entry is under a checkpoint. */
const promisedMs = 10_000;
const alarmEveryMs = 10_000;

/** Takes audit entries into the logs of their companies, and says so where one waits too long: the log line is the alarm. */
export class SequenceEntriesEveryQuarterSecondHandler {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private toldAtMs = -Infinity;
  private isLate = false;

  constructor(
    private readonly service: Pick<SequenceAuditService, 'run' | 'release'>,
    private readonly log: Pick<Logger, 'info' | 'warn' | 'error'>,
  ) {}

  start(): void {
    this.running = this.go();
  }

  /** Ends the round that is under way, and gives the place to whoever asks next. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.service.release().catch((error: unknown) => this.log.warn({ err: error }, 'the sequencer’s place could not be given back'));
  }

  private async go(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const beganAtMs = performance.now();
      const held = await this.round();
      const putOffMs = Math.min(putOffMaxMs, 3 * (performance.now() - beganAtMs));
      await pause(held ? Math.max(everyMs, putOffMs) : askAgainMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private async round(): Promise<boolean> {
    try {
      const { held, lagMs } = await this.service.run();
      this.tell(lagMs);
      return held;
    } catch (error) {
      this.log.warn({ err: error }, 'audit entries could not be taken into their logs');
      return false;
    }
  }

  private tell(lagMs: number): void {
    if (lagMs <= alarmAtMs) {
      if (this.isLate) this.log.info({ lagMs }, 'audit entries are taken in time again');
      this.isLate = false;
      this.toldAtMs = -Infinity;
      return;
    }
    this.isLate = true;
    if (performance.now() - this.toldAtMs < alarmEveryMs) return;
    this.toldAtMs = performance.now();
    if (lagMs > promisedMs) this.log.error({ lagMs }, 'an audit entry waits longer to be sequenced than its receipt promises');
    else this.log.warn({ lagMs }, 'an audit entry waits long to be sequenced');
  }
}
