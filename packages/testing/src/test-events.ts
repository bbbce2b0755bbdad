import { readEvents } from '@countersign/client';
import { followEvents, type LiveEvent } from '@countersign/contracts/events';
import type { Person } from './people.js';

/** A stream of live updates, as a browser holds one. */
export interface TestEvents {
  /** The next event of that name that has not been looked at; waits for it. */
  next<Name extends LiveEvent['event']>(name: Name): Promise<Extract<LiveEvent, { event: Name }>>;
  /** All that came so far. */
  readonly seen: readonly LiveEvent[];
  isOpen(): boolean;
  /** Resolves when the server has ended it. */
  readonly closed: Promise<void>;
  leave(): void;
}

const patienceMs = 15_000;

/** Opens a stream, on from an event if one is given, or from when a screen was read. */
export async function openEvents(baseUrl: string, by: Person, lastEventId?: string, seenAt?: string): Promise<TestEvents> {
  const leaving = new AbortController();
  const response = await fetch(`${baseUrl}${followEvents.path}${seenAt === undefined ? '' : `?seenAt=${seenAt}`}`, { headers: { ...by.headers(), ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) }, signal: leaving.signal });
  if (!response.ok || !response.body) throw new Error(`no stream: ${response.status} ${await response.text()}`);
  const seen: LiveEvent[] = [];
  const wakes = new Set<() => void>();
  let isOpen = true;
  let looked = 0;
  const closed = read(response.body, (event) => {
    seen.push(event);
    for (const wake of [...wakes]) wake();
  }).catch(() => undefined).finally(() => {
    isOpen = false;
    for (const wake of [...wakes]) wake();
  });
  const next = async (name: LiveEvent['event']): Promise<LiveEvent> => {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const at = seen.findIndex((event, index) => index >= looked && event.event === name);
      const found = seen[at];
      if (found) {
        looked = at + 1;
        return found;
      }
      if (!isOpen || Date.now() > deadline) throw new Error(`no event "${name}" came; there were: ${JSON.stringify(seen)}`);
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          wakes.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, 500);
        wakes.add(wake);
      });
    }
  };
  return { next: next as TestEvents['next'], seen, isOpen: () => isOpen, closed, leave: () => leaving.abort() };
}

async function read(body: ReadableStream<Uint8Array>, onEvent: (event: LiveEvent) => void): Promise<void> {
  for await (const event of readEvents(body)) onEvent(event);
}
