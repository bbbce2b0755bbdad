import { processorTimeOf } from '../platform/processor-time.js';

/** Who takes processor time while a history is replayed, as the report names them. */
export const spenders = ['API', 'PostgreSQL', 'worker', 'this command'] as const;
export type Spender = (typeof spenders)[number];

/** Milliseconds on all processors together; without those whose processes are not ours to look at. */
export type ProcessorMs = Readonly<Partial<Record<Spender, number>>>;

/** Reads what every process has taken since it was read last. */
export class ProcessorMeter {
  private before: ProcessorMs;

  constructor(private readonly pids: Readonly<Partial<Record<Exclude<Spender, 'this command'>, number>>>) {
    this.before = this.read();
  }

  sinceLast(): ProcessorMs {
    const now = this.read();
    const taken = spenders.flatMap((spender) => {
      const [from, to] = [this.before[spender], now[spender]];
      return from === undefined || to === undefined ? [] : [[spender, to - from] as const];
    });
    this.before = now;
    return Object.fromEntries(taken);
  }

  private read(): ProcessorMs {
    const { user, system } = process.cpuUsage();
    const others = Object.entries(this.pids).flatMap(([spender, pid]) => {
      const ms = processorTimeOf(pid);
      return ms === null ? [] : [[spender, ms] as const];
    });
    return Object.fromEntries([...others, ['this command', (user + system) / 1000]]);
  }
}
