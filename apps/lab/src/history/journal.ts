import { closeSync, existsSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import type { ActAnswer, ActMemory, ReadyAct } from './act-memory.js';
import type { PaymentEvent } from './payment-receiver.js';
import { spenders, type ProcessorMs, type Spender } from './processor-meter.js';
import type { ReplayedCase } from './replayed-case.js';

/** What a replay began with; a later run goes on with the same. */
export interface Beginning {
  readonly seed: string;
  readonly password: string;
  readonly receiverSecret: string;
  readonly receiverPort: number;
  readonly date: string;
}

type Line =
  | ({ readonly line: 'begin' } & Beginning)
  | { readonly line: 'ready'; readonly case: number; readonly at: number; readonly act: ReadyAct }
  | { readonly line: 'answer'; readonly case: number; readonly at: number; readonly answer: ActAnswer }
  | { readonly line: 'case'; readonly replayed: ReplayedCase }
  | { readonly line: 'delivery'; readonly event: PaymentEvent; readonly requestId: string; readonly webhookId: string }
  /** Time spent on cases since the line before, how many processes wanted a processor then, and what ours took of it. */
  | { readonly line: 'spent'; readonly ms: number; readonly load: number; readonly processor: ProcessorMs }
  /** How long the last payment took to come after the last case, and what it still cost. */
  | { readonly line: 'settled'; readonly ms: number; readonly processor: ProcessorMs };

interface Unfinished {
  readonly ready: Map<number, ReadyAct>;
  readonly answers: Map<number, ActAnswer>;
}

export interface JournalReader {
  onCase(replayed: ReplayedCase): void;
  onDelivery(event: PaymentEvent, requestId: string, webhookId: string): void;
}

/**
 * What a replay did so far, a line each, written before and after every call: a run that was killed goes on where it stopped.
 * Lines are written at once; they survive the end of this process, though not a power cut.
 */
export class Journal {
  beginning: Beginning | null = null;
  settledMs: number | null = null;
  private readonly finished = new Set<number>();
  private readonly unfinished = new Map<number, Unfinished>();
  private spentMsInAll = 0;
  private loadWeighted = 0;
  private readonly processor = new Map<Spender, number>();
  private readonly descriptor: number;

  constructor(file: string, reader: JournalReader) {
    const end = existsSync(file) ? this.load(file, reader) : 0;
    this.descriptor = openSync(file, 'a', 0o600);
    // A line that was cut short by a kill is as good as not written; what follows must not be glued to it.
    ftruncateSync(this.descriptor, end);
  }

  get spentMs(): number {
    return this.spentMsInAll;
  }

  /** The load of the machine while cases were replayed, over time. */
  get meanLoad(): number {
    return this.spentMsInAll === 0 ? 0 : this.loadWeighted / this.spentMsInAll;
  }

  /** What the processes of the replay took for cases and the payments after them, by who took it. */
  get processorMs(): ProcessorMs {
    return Object.fromEntries(this.processor);
  }

  begin(beginning: Beginning): void {
    this.beginning = beginning;
    this.write({ line: 'begin', ...beginning });
  }

  isFinished(index: number): boolean {
    return this.finished.has(index);
  }

  /** What is on record of one case that was begun, for its next run. */
  memoryOf(index: number): ActMemory {
    const before = this.unfinished.get(index);
    return {
      readyAt: (at) => before?.ready.get(at) ?? null,
      answerAt: (at) => before?.answers.get(at) ?? null,
      keepReady: (at, act) => this.write({ line: 'ready', case: index, at, act }),
      keepAnswer: (at, answer) => this.write({ line: 'answer', case: index, at, answer }),
    };
  }

  keepCase(replayed: ReplayedCase): void {
    this.finished.add(replayed.index);
    this.unfinished.delete(replayed.index);
    this.write({ line: 'case', replayed });
  }

  keepDelivery(event: PaymentEvent, requestId: string, webhookId: string): void {
    this.write({ line: 'delivery', event, requestId, webhookId });
  }

  keepSpent(ms: number, load: number, processor: ProcessorMs): void {
    this.addSpent(ms, load, processor);
    this.write({ line: 'spent', ms, load, processor });
  }

  keepSettled(ms: number, processor: ProcessorMs): void {
    this.settledMs = ms;
    this.addProcessor(processor);
    this.write({ line: 'settled', ms, processor });
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private write(line: Line): void {
    writeSync(this.descriptor, `${JSON.stringify(line)}\n`);
  }

  private load(file: string, reader: JournalReader): number {
    let end = 0;
    for (const text of wholeLinesOf(file)) {
      this.take(JSON.parse(text.toString('utf8')) as Line, reader);
      end += text.length + 1;
    }
    return end;
  }

  private take(line: Line, reader: JournalReader): void {
    switch (line.line) {
      case 'begin':
        this.beginning = line;
        return;
      case 'ready':
        this.begunCase(line.case).ready.set(line.at, line.act);
        return;
      case 'answer':
        this.begunCase(line.case).answers.set(line.at, line.answer);
        return;
      case 'case':
        this.finished.add(line.replayed.index);
        this.unfinished.delete(line.replayed.index);
        return reader.onCase(line.replayed);
      case 'delivery':
        return reader.onDelivery(line.event, line.requestId, line.webhookId);
      case 'spent':
        return this.addSpent(line.ms, line.load, line.processor);
      case 'settled':
        this.settledMs = line.ms;
        return this.addProcessor(line.processor);
    }
  }

  private addSpent(ms: number, load: number, processor: ProcessorMs): void {
    this.spentMsInAll += ms;
    this.loadWeighted += ms * load;
    this.addProcessor(processor);
  }

  private addProcessor(taken: ProcessorMs): void {
    for (const spender of spenders) if (taken[spender] !== undefined) this.processor.set(spender, (this.processor.get(spender) ?? 0) + taken[spender]);
  }

  private begunCase(index: number): Unfinished {
    const begun = this.unfinished.get(index) ?? { ready: new Map<number, ReadyAct>(), answers: new Map<number, ActAnswer>() };
    this.unfinished.set(index, begun);
    return begun;
  }
}

/** The lines of a file that end with a newline, without it. */
function* wholeLinesOf(file: string): Generator<Buffer> {
  const descriptor = openSync(file, 'r');
  try {
    const chunk = Buffer.alloc(1 << 20);
    let rest = Buffer.alloc(0);
    for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk)) {
      rest = Buffer.concat([rest, chunk.subarray(0, read)]);
      let from = 0;
      for (let to = rest.indexOf(10); to >= 0; to = rest.indexOf(10, from)) {
        yield rest.subarray(from, to);
        from = to + 1;
      }
      rest = rest.subarray(from);
    }
  } finally {
    closeSync(descriptor);
  }
}
