import { createContext, use } from 'react';

/** The page's one status line: said to those who listen, and shown at the edge until the next one. */
export interface Announcer {
  say(sentence: string): void;
  read(): string;
  /** Somebody goes on: what was said a while ago is read, and goes. */
  goOn(): void;
  subscribe(listener: () => void): () => void;
}

/** So long a sentence stays whatever one does. */
const staysMs = 4_000;

export function createAnnouncer(now: () => number = Date.now): Announcer {
  let sentence = '';
  let saidAt = 0;
  const listeners = new Set<() => void>();
  return {
    say(next) {
      // The same sentence twice must be said twice: a change of white space is a change to a screen reader.
      sentence = next === sentence ? `${next}\u00a0` : next;
      saidAt = now();
      for (const listener of listeners) listener();
    },
    read: () => sentence,
    goOn() {
      if (sentence === '' || now() - saidAt < staysMs) return;
      sentence = '';
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export const AnnouncerContext = createContext<Announcer | null>(null);

export function useAnnouncer(): Announcer {
  const announcer = use(AnnouncerContext);
  if (announcer === null) throw new Error('There is no AnnouncerContext around this component.');
  return announcer;
}
