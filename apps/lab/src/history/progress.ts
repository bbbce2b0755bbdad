const lineEveryMs = 10_000;
const drawEveryMs = 250;

export interface ProgressOptions {
  readonly cases: number;
  /** How many were found done when this run began; they do not count for the speed. */
  readonly foundDone: number;
  /** A terminal has its line drawn anew; a log gets a line every ten seconds. */
  readonly isTerminal: boolean;
  readonly write: (text: string) => void;
  /** Milliseconds; a parameter so that tests can hold it. */
  readonly now: () => number;
}

/** Says how far a replay is: cases done, events per second, time left. */
export class Progress {
  private readonly begunAt: number;
  private saidAt: number;
  private done: number;
  private events = 0;

  constructor(private readonly options: ProgressOptions) {
    this.begunAt = options.now();
    this.saidAt = this.begunAt;
    this.done = options.foundDone;
  }

  /** One more case, with its events that were carried out. */
  add(events: number): void {
    this.done += 1;
    this.events += events;
    const { isTerminal, now, cases } = this.options;
    if (now() - this.saidAt < (isTerminal ? drawEveryMs : lineEveryMs) && this.done < cases) return;
    this.saidAt = now();
    this.options.write(isTerminal ? `\r\u001b[2K${this.text()}` : `${this.text()}\n`);
  }

  end(): void {
    if (this.options.isTerminal) this.options.write('\n');
  }

  text(): string {
    const { cases, foundDone, now } = this.options;
    const seconds = Math.max(now() - this.begunAt, 1) / 1000;
    const perSecond = (this.done - foundDone) / seconds;
    const left = perSecond === 0 ? '' : `, ${timeText((cases - this.done) / perSecond)} left`;
    return `${this.done.toLocaleString('en-US')} of ${cases.toLocaleString('en-US')} cases, ${Math.round(this.events / seconds)} events/s${left}`;
  }
}

/** `45 s`, `3 min 20 s`, `1 h 5 min`. */
export function timeText(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
