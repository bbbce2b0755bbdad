import { setTimeout as pause } from 'node:timers/promises';
import { readEvents } from '@countersign/client';
import { followEvents, type LiveEvent, type StreamEnding } from '@countersign/contracts/events';
import type { Person } from '../platform/person.js';

const comeBackMs = 1000;

/** A stream of live updates, as a page holds one: where it breaks off, it comes back and goes on from the last event. */
export class EventStream {
  /** Told of every event as it arrives. */
  onEvent: (event: LiveEvent) => void = () => undefined;
  /** How often it broke off without being told why. */
  breaks = 0;
  /** When the server ended it for good, on the clock of `performance`. */
  readonly ended: Promise<number>;
  private readonly leaving = new AbortController();
  private lastId: string | null = null;
  private because: StreamEnding | null = null;

  private constructor(
    private readonly baseUrl: string,
    private readonly person: Person,
    private readonly onReady: () => void,
  ) {
    this.ended = this.follow();
  }

  /** Opens one and waits until it is ready. */
  static open(baseUrl: string, person: Person): Promise<EventStream> {
    return new Promise((resolve, reject) => {
      const stream = new EventStream(baseUrl, person, () => resolve(stream));
      stream.ended.catch(reject);
    });
  }

  /** Why the server ended it, if it did. */
  get ending(): StreamEnding | null {
    return this.because;
  }

  leave(): void {
    this.leaving.abort();
  }

  private async follow(): Promise<number> {
    for (;;) {
      await this.read().catch((error: unknown) => {
        if (error instanceof Refused) throw error;
      });
      if (this.because !== null) return performance.now();
      // Whoever left it does not wait for its end.
      if (this.leaving.signal.aborted) return Number.NaN;
      this.breaks += 1;
      await pause(comeBackMs);
    }
  }

  private async read(): Promise<void> {
    const headers = { cookie: this.person.cookieHeader, ...(this.lastId !== null && { 'last-event-id': this.lastId }) };
    const response = await fetch(this.baseUrl + followEvents.path, { headers, signal: this.leaving.signal });
    if (!response.ok || response.body === null) throw new Refused(`There is no stream for ${this.person.account.name}: ${response.status} ${await response.text()}`);
    for await (const event of readEvents(response.body)) {
      if ('id' in event) this.lastId = event.id;
      if (event.event === 'ready') this.onReady();
      if (event.event === 'ended') this.because = event.because;
      this.onEvent(event);
    }
  }
}

class Refused extends Error {}
