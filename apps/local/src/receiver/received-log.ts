import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';

/** One delivery as it came, verified or refused. */
export interface Received {
  /** RFC 3339, UTC. */
  readonly at: string;
  /** The header webhook-id; empty when it was missing. */
  readonly webhookId: string;
  readonly verified: boolean;
  /** Why it was refused; null when it was verified. */
  readonly refusal: string | null;
  /** What was sent, as JSON; null when refused or not JSON. */
  readonly body: unknown;
}

/** All that came under one webhook-id. The first verified delivery is the one that counts. */
export interface ReceivedEvent {
  readonly webhookId: string;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly timesReceived: number;
  readonly body: unknown;
}

/**
 * What came, kept as JSON lines: each line is on disk before the sender is told so. A line that a crash cut
 * off was never acknowledged, and is cut away when the log is opened again.
 */
export class ReceivedLog {
  readonly events = new Map<string, ReceivedEvent>();
  /** The latest refused deliveries, oldest first; at most 200. */
  readonly refused: Received[] = [];
  refusedTotal = 0;

  private constructor(private readonly descriptor: number) {}

  static open(file: string): ReceivedLog {
    const log = new ReceivedLog(openSync(file, 'a', 0o600));
    const text = readFileSync(file, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    for (const line of whole.split('\n')) {
      if (line !== '') log.count(JSON.parse(line) as Received);
    }
    if (whole.length < text.length) ftruncateSync(log.descriptor, Buffer.byteLength(whole));
    return log;
  }

  /** Keeps a delivery, and returns once it is on disk. Throws the system's error when it cannot be kept. */
  append(received: Received): void {
    const before = fstatSync(this.descriptor).size;
    try {
      writeSync(this.descriptor, `${JSON.stringify(received)}\n`);
      fsyncSync(this.descriptor);
    } catch (error) {
      // Half a line must not be glued to the next one.
      ftruncateSync(this.descriptor, before);
      throw error;
    }
    this.count(received);
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private count(received: Received): void {
    if (!received.verified) {
      this.refusedTotal += 1;
      this.refused.push(received);
      if (this.refused.length > REFUSED_KEPT) this.refused.shift();
      return;
    }
    const { webhookId, at, body } = received;
    const before = this.events.get(webhookId);
    const event = { webhookId, firstAt: before?.firstAt ?? at, lastAt: at, timesReceived: (before?.timesReceived ?? 0) + 1, body: before?.body ?? body };
    this.events.set(webhookId, event);
  }
}

const REFUSED_KEPT = 200;
