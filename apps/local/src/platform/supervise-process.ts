import { setTimeout as pause } from 'node:timers/promises';
import { nextRestartDelayMs } from './restart-backoff.js';

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process that is up and ready. */
export interface RunningProcess {
  /** Settles when it ends, whoever ended it. Never rejects. */
  readonly exited: Promise<ProcessExit>;
  /** Asks it to end, and ends it by force when it takes too long. */
  stop(): Promise<unknown>;
}

export interface ProcessPlan<T extends RunningProcess> {
  /** As it stands at the beginning of a sentence: `The API`. */
  readonly name: string;
  /** Starts one life, and resolves when it is ready; gives it up when the signal says so. */
  readonly launch: (signal: AbortSignal) => Promise<T>;
  /** Takes one plain line about a death or a return. */
  readonly say: (line: string) => void;
  /** Whether trying the first start again is pointless after this error; never when not given. */
  readonly isFinal?: (error: unknown) => boolean;
}

const FIRST_TRIES = 3;

/** Keeps one process alive: what dies is started again after a growing delay, until `stop`. */
export class SupervisedProcess<T extends RunningProcess> {
  private current: T | undefined;
  private readonly stopping = new AbortController();
  private starting: Promise<unknown> = Promise.resolve();
  private keeping: Promise<void> = Promise.resolve();

  constructor(private readonly plan: ProcessPlan<T>) {}

  /** The first life. Tried three times, because what stood in its way may just be going away; then it throws. */
  start(): Promise<T> {
    const starting = this.tryToStart();
    this.starting = starting;
    return starting;
  }

  private async tryToStart(): Promise<T> {
    for (let tried = 1; ; tried += 1) {
      try {
        const running = await this.plan.launch(this.stopping.signal);
        this.adopt(running, undefined);
        return running;
      } catch (error) {
        if (tried >= FIRST_TRIES || this.stopping.signal.aborted || this.plan.isFinal?.(error) === true) throw error;
        await this.wait(nextRestartDelayMs(undefined, 0));
      }
    }
  }

  /** Ends the present life on purpose; the next one follows at once. */
  async restart(): Promise<void> {
    const ending = this.current;
    this.current = undefined;
    await ending?.stop();
  }

  /** Ends it for good. Resolves when nothing of it runs. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.current?.stop();
    await this.starting.catch(() => undefined);
    await this.keeping;
  }

  private adopt(running: T, delayBeforeMs: number | undefined): void {
    this.current = running;
    // Told to stop while it was coming up.
    if (this.stopping.signal.aborted) void running.stop();
    this.keeping = this.keepAlive(running, delayBeforeMs);
  }

  private async keepAlive(running: T, delayBeforeMs: number | undefined): Promise<void> {
    const bornMs = performance.now();
    const exit = await running.exited;
    if (this.stopping.signal.aborted) return;
    const onPurpose = this.current !== running;
    const delayMs = nextRestartDelayMs(delayBeforeMs, performance.now() - bornMs);
    if (!onPurpose) this.plan.say(`${this.plan.name} stopped (${describeExit(exit)}); starting it again in ${delayMs / 1000} s.`);
    await this.relaunch(onPurpose ? 0 : delayMs);
  }

  private async relaunch(firstDelayMs: number): Promise<void> {
    let delayMs = firstDelayMs;
    for (;;) {
      await this.wait(delayMs);
      if (this.stopping.signal.aborted) return;
      const triedMs = performance.now();
      try {
        const running = await this.plan.launch(this.stopping.signal);
        this.adopt(running, delayMs === 0 ? undefined : delayMs);
        if (!this.stopping.signal.aborted) this.plan.say(`${this.plan.name} runs again.`);
        return;
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        delayMs = nextRestartDelayMs(delayMs === 0 ? undefined : delayMs, performance.now() - triedMs);
        const why = error instanceof Error ? error.message : String(error);
        this.plan.say(`${this.plan.name} did not start (${why}); trying again in ${delayMs / 1000} s.`);
      }
    }
  }

  private async wait(delayMs: number): Promise<void> {
    await pause(delayMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

export function describeExit({ code, signal }: ProcessExit): string {
  if (signal !== null) return `killed by ${signal}`;
  return code === null ? 'it could not run' : `exit code ${code}`;
}
